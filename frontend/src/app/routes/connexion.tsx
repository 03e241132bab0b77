import { createFileRoute, redirect } from '@tanstack/react-router';
import { sessionQuery } from '@/api/session';

interface LoginSearch {
  /** Where to go after, a path of this application. */
  retour?: string;
  /** The gateway's reason when the identity provider brought nobody back. */
  refus?: string;
}

// Only a path of ours: never `//elsewhere` nor `https:`.
const ownPath = (value: unknown): value is string => typeof value === 'string' && /^\/(?![/\\])/.test(value);

export const Route = createFileRoute('/connexion')({
  validateSearch: (search: Record<string, unknown>): LoginSearch => ({
    retour: ownPath(search.retour) ? search.retour : undefined,
    refus: typeof search.refus === 'string' ? search.refus : undefined,
  }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery).catch(() => null);
    if (session) throw redirect({ href: search.retour ?? '/a-faire' });
  },
});
