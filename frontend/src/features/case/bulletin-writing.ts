import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { useSession } from '@/api/session';
import type { CareBulletin, SocialBulletin } from '@/api/types';
import type { CARE_WORDS, SOCIAL_WORDS } from '@/referral/answers';
import { careBulletinQuery, referralKey, socialBulletinQuery } from '@/referral/queries';
import type { FormAnswers } from '@/referral/short-form';
import { notifyRefusal } from '@/ui/notify';

export type Words<K extends string> = Record<K, string | null>;
/** Answers to the short form that are left out stay as they were. */
export type Written<K extends string> = Words<K> & { answers?: FormAnswers };
export type WriteBulletin<K extends string> = UseMutationResult<unknown, Error, Written<K>>;

export const wordsOf = <K extends string>(keys: readonly K[], bulletin: Words<K>): Words<K> =>
  Object.fromEntries(keys.map((key) => [key, bulletin[key]])) as Words<K>;

const at = (id: string, version: number) => ({
  params: { path: { referral_id: id }, header: { 'If-Match': `"${version}"` } },
});

export function useWriteCare(bulletin: CareBulletin): WriteBulletin<(typeof CARE_WORDS)[number]> {
  const queryClient = useQueryClient();
  const { name } = useSession();
  const id = bulletin.referral_id;
  return useMutation({
    mutationFn: (words) =>
      api.PUT('/api/referral/v1/referrals/{referral_id}/care-bulletin', {
        ...at(id, bulletin.version),
        body: words,
      }),
    onSuccess: ({ response }, words) => {
      // What was just written is not read again: each reading is logged.
      queryClient.setQueryData(careBulletinQuery(id).queryKey, {
        ...bulletin,
        ...words,
        ...written(response, name),
      });
      void queryClient.invalidateQueries({ queryKey: referralKey(id) });
    },
  });
}

export function useWriteSocial(bulletin: SocialBulletin): WriteBulletin<(typeof SOCIAL_WORDS)[number]> {
  const queryClient = useQueryClient();
  const { name } = useSession();
  const id = bulletin.referral_id;
  return useMutation({
    mutationFn: (words) =>
      api.PUT('/api/referral/v1/referrals/{referral_id}/social-bulletin', {
        ...at(id, bulletin.version),
        body: words,
      }),
    onSuccess: ({ response }, words) => {
      queryClient.setQueryData(socialBulletinQuery(id).queryKey, {
        ...bulletin,
        ...words,
        ...written(response, name),
      });
      void queryClient.invalidateQueries({ queryKey: referralKey(id) });
    },
  });
}

export type Rights = NonNullable<SocialBulletin['rights_status']>;

/** The rights alone: the other words of the bulletin stay as they were read. */
export function useWriteRights(bulletin: SocialBulletin) {
  const queryClient = useQueryClient();
  const { name } = useSession();
  const id = bulletin.referral_id;
  return useMutation({
    mutationFn: (rights: Rights) =>
      api.PUT('/api/referral/v1/referrals/{referral_id}/social-bulletin/rights', {
        ...at(id, bulletin.version),
        body: rights,
      }),
    onSuccess: ({ response }, rights) => {
      queryClient.setQueryData(socialBulletinQuery(id).queryKey, {
        ...bulletin,
        rights_status: rights,
        ...written(response, name),
      });
      void queryClient.invalidateQueries({ queryKey: referralKey(id) });
    },
    onError: notifyRefusal,
  });
}

const written = (response: Response, by: string) => ({
  version: Number(response.headers.get('ETag')?.replaceAll('"', '')),
  updated_at: new Date().toISOString(),
  updated_by_name: by,
});
