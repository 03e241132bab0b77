import { queryOptions } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';

type Schemas = components['schemas'];
export type Plan = Schemas['EpidemicPlanOut'];
type PlanData = Plan['data'];
export type ExtraOpening = NonNullable<PlanData['openings']>[number];
export type WiderAudience = NonNullable<PlanData['widenings']>[number];
export type ExtraRounds = NonNullable<PlanData['rounds']>[number];
export type Asked = Schemas['AskedOwner'];
export type Changes = Schemas['EpidemicChanges'];
export type Change = Schemas['EpidemicChange'];
export type Switch = Schemas['EpidemicSwitchOut'];
export type SavePlan = Schemas['SaveEpidemicPlan'];
export type Audience = Schemas['Audience'];
export type Modality = Schemas['Modality'];

export const plansQuery = queryOptions({
  queryKey: ['scheduling', 'epidemic-plans'],
  queryFn: () => body(api.GET('/api/scheduling/v1/epidemic-plans')),
});

/** Who offered himself for rounds. */
export const volunteersQuery = queryOptions({
  queryKey: ['scheduling', 'round-volunteers'],
  queryFn: () => body(api.GET('/api/scheduling/v1/round-volunteers')),
});

export const scriptsQuery = queryOptions({
  queryKey: ['scheduling', 'triage-scripts', 'all'],
  queryFn: () => body(api.GET('/api/scheduling/v1/triage-scripts')),
});

/** The openings of one agenda among which one is shown to more people. */
export const openingsQuery = (professionalId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'openings', 'to-widen', professionalId],
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/openings', {
          params: { query: { professional_id: professionalId, limit: 100 } },
        }),
      ),
  });

export const openingQuery = (openingId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'opening', openingId],
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/openings/{opening_id}', { params: { path: { opening_id: openingId } } }),
      ),
  });

const path = (planId: string) => ({ params: { path: { plan_id: planId } } });

/** What the switch would change at this moment: read anew each time it is asked. */
export const trialQuery = (plan: Plan) =>
  queryOptions({
    queryKey: ['epidemic-trial', plan.plan_id, plan.version],
    staleTime: 0,
    gcTime: 0,
    queryFn: () => body(api.POST('/api/scheduling/v1/epidemic-plans/{plan_id}/trial', path(plan.plan_id))),
  });

export const useSwitchOn = (plan: Plan) =>
  useAct((_: undefined) =>
    body(api.POST('/api/scheduling/v1/epidemic-plans/{plan_id}/switch-on', path(plan.plan_id))),
  );

export const useSwitchOff = () =>
  useAct((_: undefined) => body(api.POST('/api/scheduling/v1/epidemic-mode/switch-off')));

/** A new plan, or the next version of one. */
export const useSavePlan = (plan: Plan | null) =>
  useAct((wanted: SavePlan) =>
    plan
      ? body(
          api.PUT('/api/scheduling/v1/epidemic-plans/{plan_id}', {
            params: { path: { plan_id: plan.plan_id }, header: { 'If-Match': `"${plan.version}"` } },
            body: wanted,
          }),
        )
      : body(
          api.POST('/api/scheduling/v1/epidemic-plans', {
            params: { header: { 'Idempotency-Key': newKey() } },
            body: wanted,
          }),
        ),
  );

export const useAgreement = (plan: Plan, professionalId: string) =>
  useAct((agrees: boolean) => {
    const asked = { params: { path: { plan_id: plan.plan_id, professional_id: professionalId } } };
    const address = '/api/scheduling/v1/epidemic-plans/{plan_id}/agreements/{professional_id}';
    return body(agrees ? api.PUT(address, asked) : api.DELETE(address, asked));
  });
