import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { CareBulletin, IdentityReliability, SocialBulletin, StateIdentity } from '@/api/types';
import { notifyRefusal } from '@/ui/notify';
import { careBulletinQuery, referralKey, socialBulletinQuery } from './queries';

const withReliability = <B extends CareBulletin | SocialBulletin>(
  bulletin: B | undefined,
  reliability: IdentityReliability,
): B | undefined => bulletin && { ...bulletin, identity: { ...bulletin.identity, reliability } };

export function useStateIdentity(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (act: StateIdentity) =>
      body(
        api.PUT('/api/referral/v1/referrals/{referral_id}/identity-status', {
          params: { path: { referral_id: id } },
          body: act,
        }),
      ),
    onSuccess: (known) => {
      // Both bulletins say it; neither is read again, because each reading is logged.
      queryClient.setQueryData(careBulletinQuery(id).queryKey, (one) => withReliability(one, known));
      queryClient.setQueryData(socialBulletinQuery(id).queryKey, (one) => withReliability(one, known));
      void queryClient.invalidateQueries({ queryKey: [...referralKey(id), 'timeline'] });
    },
    onError: notifyRefusal,
  });
}
