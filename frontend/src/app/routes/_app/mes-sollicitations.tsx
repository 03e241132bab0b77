import { createFileRoute } from '@tanstack/react-router';

const VIEWS = ['open', 'answered', 'placed'] as const;

interface SolicitationsSearch {
  etat?: (typeof VIEWS)[number];
}

export const Route = createFileRoute('/_app/mes-sollicitations')({
  validateSearch: (search: Record<string, unknown>): SolicitationsSearch => ({
    etat: VIEWS.find((view) => view === search.etat),
  }),
});
