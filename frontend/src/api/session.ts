import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, body, csrf } from './client';
import { Problem } from './problem';
import type { Role, Session } from './types';

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'] as const,
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Session | null> => {
    // The two cookies come and go together: without this one there is nobody to ask about.
    if (!csrf()) return null;
    try {
      return await body(api.GET('/api/accounts/v1/session'));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

/** The signed-in person; pages under the shell always have one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('useSession outside of the signed-in pages');
  return data;
}

export const hasRole = (session: Session, ...roles: Role[]): boolean =>
  roles.some((role) => session.roles.includes(role));

/** Those who work the queue. */
export const COORDINATION: Role[] = ['care_coordinator', 'social_coordinator'];
/** Those who keep the sheets of the CPTS. */
export const SHEET_KEEPERS: Role[] = [...COORDINATION, 'secretary', 'director'];
/** Those who may state a need. */
export const STATING: Role[] = [
  'referrer',
  'professional',
  'care_coordinator',
  'social_coordinator',
  'regulator',
  'health_mediator',
  'case_manager',
];
/** Those to whom a case may be handed by name. */
export const RECEIVING: Role[] = [...STATING.filter((role) => role !== 'regulator'), 'guest'];
/** Trained staff who sort requests of unscheduled care. */
export const TRIAGE: Role[] = ['care_coordinator', 'regulator'];
/** Those who describe where unscheduled care turns when no slot answers. */
export const RECOURSE_KEEPERS: Role[] = ['care_coordinator', 'director'];
/** Those who search and book in the shared agenda. */
export const BOOKING: Role[] = [...STATING, 'director', 'delegate'];
/** Those who read the directory. */
export const DIRECTORY_READERS: Role[] = [...BOOKING, 'secretary', 'project_officer', 'quality_referent'];
