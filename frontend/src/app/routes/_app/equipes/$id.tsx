import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/equipes/$id')({
  validateSearch: ({ semaine }: Record<string, unknown>): { semaine?: string } =>
    typeof semaine === 'string' && /^\d{4}-\d\d-\d\d$/.test(semaine) ? { semaine } : {},
});
