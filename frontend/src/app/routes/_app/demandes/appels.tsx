import { createFileRoute } from '@tanstack/react-router';

/** The request whose professionals are called; the first of the list when it is not said. */
export const Route = createFileRoute('/_app/demandes/appels')({
  validateSearch: (search: Record<string, unknown>): { demande?: string } => ({
    demande: typeof search.demande === 'string' ? search.demande : undefined,
  }),
});
