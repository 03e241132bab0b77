import { createFileRoute } from '@tanstack/react-router';

const TYPES = ['soin', 'social', 'snp'] as const;

interface NewReferralSearch {
  type?: (typeof TYPES)[number];
  /** Identifier of the draft to go on with. */
  brouillon?: string;
}

export const Route = createFileRoute('/_app/demandes/nouvelle')({
  validateSearch: (search: Record<string, unknown>): NewReferralSearch => ({
    type: TYPES.find((type) => type === search.type),
    brouillon: typeof search.brouillon === 'string' ? search.brouillon : undefined,
  }),
});
