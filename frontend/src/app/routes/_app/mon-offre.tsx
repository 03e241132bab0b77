import { createFileRoute } from '@tanstack/react-router';

/** `pro`: the professional whose sheet a coordinator, secretary or delegate keeps; absent for one's own. */
export const Route = createFileRoute('/_app/mon-offre')({
  validateSearch: (search: Record<string, unknown>): { pro?: string } =>
    typeof search.pro === 'string' ? { pro: search.pro } : {},
});
