import { useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/directory.gen';
import { useReadAgain } from '@/api/read-again';
import { keysetQuery } from '@/ui/keyset-list';

export type Member = components['schemas']['MemberOut'];
export type DepartMember = components['schemas']['DepartMember'];

/** Of care at a distance; the missing one, of whoever offers it. */
export const TRAININGS = ['suivie', 'souhaitee', 'manquante'] as const;
type Training = (typeof TRAININGS)[number];
const TRAINING_CODES = { suivie: 'followed', souhaitee: 'wished', manquante: 'missing' } as const;

/** Filters as they stand in the URL. */
export interface MembersSearch {
  nom?: string;
  profession?: string;
  commune?: string;
  anciens?: true;
  a_confirmer?: true;
  formation?: Training;
  vue?: 'comptes';
}

export function readMembersSearch(search: Record<string, unknown>): MembersSearch {
  const text = (value: unknown) => (value === undefined || value === '' ? undefined : String(value));
  const flag = (value: unknown) => (value === true || value === 'true' ? true : undefined);
  const read: MembersSearch = {
    nom: text(search.nom),
    profession: text(search.profession),
    commune: text(search.commune),
    anciens: flag(search.anciens),
    a_confirmer: flag(search.a_confirmer),
    formation: TRAININGS.find((one) => one === search.formation),
    vue: search.vue === 'comptes' ? 'comptes' : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

const filters = (search: MembersSearch) => ({
  name: search.nom,
  profession: search.profession,
  commune: search.commune,
  departed: search.anciens,
  to_confirm: search.a_confirmer,
  training: search.formation && TRAINING_CODES[search.formation],
});

export const membersQuery = (search: MembersSearch) =>
  keysetQuery(['directory', 'members', search], async (cursor) => {
    const page = await body(
      api.GET('/api/directory/v1/members', { params: { query: { ...filters(search), cursor, limit: 50 } } }),
    );
    return page as components['schemas']['MembersOut']; // the contract also knows its CSV
  });

/** Path of the CSV of the same list. */
export function exportPath(search: MembersSearch): string {
  const query = new URLSearchParams(
    Object.entries(filters(search)).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])),
  );
  return `/api/directory/v1/members?${query}`;
}

export function useJoin() {
  return useMutation({
    mutationFn: (act: { professional_id: string; joined_on: string }) =>
      body(
        api.POST('/api/directory/v1/members', {
          params: { header: { 'Idempotency-Key': newKey() } },
          body: act,
        }),
      ),
    onSuccess: useReadAgain(['directory']),
  });
}

export function useDepart() {
  return useMutation({
    mutationFn: ({ id, ...act }: DepartMember & { id: string }) =>
      body(
        api.POST('/api/directory/v1/members/{professional_id}/departure', {
          params: { path: { professional_id: id } },
          body: act,
        }),
      ),
    onSuccess: useReadAgain(['directory']),
  });
}
