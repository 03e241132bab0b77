import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { keysetQuery } from '@/ui/keyset-list';

type S = components['schemas'];
export type LedgerFigure = S['LedgerFigure'];
export type LedgerRow = S['LedgerRow'];

const LEDGER = ['scheduling', 'rotas', 'ledger'] as const;

/** In the order of the columns. */
export const FIGURES = [
  'saturdays',
  'public_holidays',
  'house_duties',
  'swapped',
  'minutes',
  'planned_points',
  'points',
] as const satisfies LedgerFigure[];

export const ledgerQuery = queryOptions({
  queryKey: LEDGER,
  queryFn: () => body(api.GET('/api/scheduling/v1/duty-ledger')),
});

export const ledgerDutiesQuery = (professional_id: string, figure: LedgerFigure) =>
  keysetQuery([...LEDGER, professional_id, figure], async (cursor) => {
    const query = { professional_id, figure, cursor };
    const page = await body(api.GET('/api/scheduling/v1/duty-ledger/duties', { params: { query } }));
    return page as S['LedgerDutyPage']; // the contract also knows its CSV
  });

export const ledgerDutiesPath = (professional_id: string, figure: LedgerFigure) =>
  `/api/scheduling/v1/duty-ledger/duties?${new URLSearchParams({ professional_id, figure })}`;
