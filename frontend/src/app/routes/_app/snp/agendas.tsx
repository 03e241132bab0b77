import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/snp/agendas')({
  validateSearch: (search: Record<string, unknown>): { agenda?: string } =>
    typeof search.agenda === 'string' ? { agenda: search.agenda } : {},
});
