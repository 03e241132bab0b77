import type { QueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/types';
import { notifyRefusal } from '@/ui/notify';
import type { SnpSearch } from './search';

/**
 * Somebody came by a link from outside, that of the SAS or one that was sent: the session works from now on for the
 * CPTS that it names, and has the rights of a regulator if the SAS led here.
 */
export async function arrive(queryClient: QueryClient, link: Pick<SnpSearch, 'cpts' | 'origin'>) {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (!session) return;
  const now = (link.origin && (await comeFromSas(link.cpts))) || (await workFor(session, link.cpts));
  if (!now) return;
  // What was read belongs to the CPTS before.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  queryClient.setQueryData(sessionQuery.queryKey, now);
}

const comeFromSas = (cpts: string | undefined) =>
  body(api.PUT('/api/accounts/v1/session/origin', { body: { origin: 'sas', cpts_id: cpts ?? null } })).catch(
    refused,
  );

const workFor = async (session: Session, cpts: string | undefined) =>
  cpts && cpts !== session.cpts?.id
    ? body(api.PUT('/api/accounts/v1/session/cpts', { body: { cpts_id: cpts } })).catch(refused)
    : undefined;

/** The person stays where he was, and is told why. */
const refused = (error: unknown): undefined => {
  notifyRefusal(error);
};
