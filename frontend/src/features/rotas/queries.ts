import { queryOptions } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';
import { hasRole } from '@/api/session';
import type { Role, Session } from '@/api/types';
import { isMonth } from '@/lib/dates';
import { FIGURES, type LedgerFigure } from './ledger-queries';

type Schemas = components['schemas'];
export type Rota = Schemas['RotaOut'];
export type RotaDetail = Schemas['RotaDetail'];
export type RotaSolution = Schemas['RotaSolution'];
export type DescribeRota = Schemas['DescribeRota'];
export type Duty = Schemas['DutyOut'];
export type Member = Schemas['RotaMemberOut'];
export type Wishes = Schemas['SayDutyWishes'];
export type BrokenRule = Schemas['BrokenRule'];
export type Swap = Schemas['SwapOut'];

const BUILDERS: Role[] = ['secretary', 'care_coordinator', 'director'];
export const buildsRotas = (session: Session) => hasRole(session, ...BUILDERS);
/** Whose duties and wishes are one's own: a professional's, or those of whom one is the delegate. */
export const ownDuties = (session: Session) =>
  hasRole(session, 'professional', 'delegate') ? (session.professional_id ?? null) : null;

export interface RotasSearch {
  /** The rota that is shown; without one, the one that runs or comes next. */
  garde?: string;
  /** Its month that is shown (YYYY-MM). */
  mois?: string;
  /** Whose figure of the ledger is open, and which. */
  pro?: string;
  chiffre?: LedgerFigure;
}

export function readRotasSearch({ garde, mois, pro, chiffre }: Record<string, unknown>): RotasSearch {
  const figure = FIGURES.find((one) => one === chiffre);
  return {
    ...(typeof garde === 'string' && { garde }),
    ...(isMonth(mois) && { mois }),
    ...(typeof pro === 'string' && figure && { pro, chiffre: figure }),
  };
}

const ROTAS = ['scheduling', 'rotas'] as const;

export const rotasQuery = queryOptions({
  queryKey: ROTAS,
  queryFn: () => body(api.GET('/api/scheduling/v1/rotas')),
});

export const rotaQuery = (id: string) =>
  queryOptions({
    queryKey: [...ROTAS, id],
    queryFn: () => body(api.GET('/api/scheduling/v1/rotas/{rota_id}', rotaPath(id))),
  });

export const swapsQuery = queryOptions({
  queryKey: [...ROTAS, 'swaps'],
  queryFn: () => body(api.GET('/api/scheduling/v1/swaps')),
});

const rotaPath = (id: string) => ({ params: { path: { rota_id: id } } });
const edited = (rota: Rota) => ({
  params: { path: { rota_id: rota.rota_id }, header: { 'If-Match': `"${rota.version}"` } },
});

export const useMake = () =>
  useAct((rota: DescribeRota) =>
    body(
      api.POST('/api/scheduling/v1/rotas', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: rota,
      }),
    ),
  );

export const useRevise = () =>
  useAct(({ rota, terms }: { rota: Rota; terms: DescribeRota }) =>
    body(api.PUT('/api/scheduling/v1/rotas/{rota_id}', { ...edited(rota), body: terms })),
  );

export const useDrop = () =>
  useAct((rota: Rota) => api.DELETE('/api/scheduling/v1/rotas/{rota_id}', edited(rota)));

export const useSolve = () =>
  useAct((id: string) => body(api.POST('/api/scheduling/v1/rotas/{rota_id}/solution', rotaPath(id))));

export const usePublish = () =>
  useAct((rota: Rota) => body(api.POST('/api/scheduling/v1/rotas/{rota_id}/publication', edited(rota))));

const memberPath = (rotaId: string, professionalId: string) => ({
  params: { path: { rota_id: rotaId, professional_id: professionalId } },
});

export const useJoin = (rotaId: string) =>
  useAct(({ id, ...terms }: Schemas['DescribeRotaMember'] & { id: string }) =>
    body(
      api.PUT('/api/scheduling/v1/rotas/{rota_id}/members/{professional_id}', {
        ...memberPath(rotaId, id),
        body: terms,
      }),
    ),
  );

export const useLeave = (rotaId: string) =>
  useAct((id: string) =>
    body(api.DELETE('/api/scheduling/v1/rotas/{rota_id}/members/{professional_id}', memberPath(rotaId, id))),
  );

export const useWish = (rotaId: string) =>
  useAct(({ id, ...wishes }: Wishes & { id: string }) =>
    body(
      api.PUT('/api/scheduling/v1/rotas/{rota_id}/members/{professional_id}/wishes', {
        ...memberPath(rotaId, id),
        body: wishes,
      }),
    ),
  );

export const useAgree = (rotaId: string) =>
  useAct(({ id, agrees }: { id: string; agrees: boolean }) =>
    body(
      api.PUT('/api/scheduling/v1/rotas/{rota_id}/members/{professional_id}/agreement', {
        ...memberPath(rotaId, id),
        body: { agrees },
      }),
    ),
  );

const dutyPath = (id: string) => ({ params: { path: { duty_id: id } } });

/** Another holder or another day: what it would break is read before anything is done. */
export const changeQuery = (dutyId: string, change: { professional_id: string } | { on: string } | null) =>
  queryOptions({
    queryKey: [...ROTAS, 'change', dutyId, change],
    enabled: change !== null,
    retry: false,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/duties/{duty_id}/change', {
          params: { ...dutyPath(dutyId).params, query: change ?? {} },
        }),
      ),
  });

export const useAssign = () =>
  useAct(({ dutyId, ...act }: Schemas['AssignDuty'] & { dutyId: string }) =>
    body(api.PUT('/api/scheduling/v1/duties/{duty_id}/holder', { ...dutyPath(dutyId), body: act })),
  );

export const useMove = () =>
  useAct(({ dutyId, ...act }: Schemas['MoveDuty'] & { dutyId: string }) =>
    body(api.PUT('/api/scheduling/v1/duties/{duty_id}/day', { ...dutyPath(dutyId), body: act })),
  );

export const useOffer = () =>
  useAct(({ dutyId, days }: { dutyId: string; days: string[] }) =>
    body(
      api.POST('/api/scheduling/v1/duties/{duty_id}/swap', {
        ...dutyPath(dutyId),
        body: { in_return: days },
      }),
    ),
  );

export const useAccept = () =>
  useAct(({ swapId, ...act }: Schemas['AcceptSwap'] & { swapId: string }) =>
    body(
      api.POST('/api/scheduling/v1/swaps/{swap_id}/acceptance', {
        params: { path: { swap_id: swapId } },
        body: act,
      }),
    ),
  );

export const useWithdrawSwap = () =>
  useAct((swapId: string) =>
    body(
      api.POST('/api/scheduling/v1/swaps/{swap_id}/withdrawal', {
        params: { path: { swap_id: swapId } },
      }),
    ),
  );
