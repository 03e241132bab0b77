import { vi } from 'vitest';
import type { Plan, PlanRow } from '@/api/types';
import { aSession, renderScreen } from '@/test-render';
import { PlanPage } from './plan-page';
import type { Departure } from './queries';

export const API = '/api/referral/v1';
const figures = {
  waiting: 0,
  mean_waited_days: null,
  overdue: 0,
  mean_km: 4.2,
  max_over_mean: 1.4,
  gini: 0.12,
};

export const aPlan = (overrides: Partial<Plan> = {}): Plan => ({
  plan_id: 'plan-1',
  state: 'draft',
  departure_id: null,
  made_at: '2026-11-23T09:00:00Z',
  made_by_name: 'Capucine Coordonne',
  started_at: null,
  started_by_name: null,
  ended_at: null,
  counts: { planned: 1, unplaced: 1, taken_out: 0, sent: 0, skipped: 0 },
  rule_version: '2026-1',
  weeks: 4,
  unproved_km: null,
  before: { ...figures, waiting: 2, mean_waited_days: 18.4, overdue: 1, mean_km: null, gini: 0.31 },
  after: figures,
  doctors: [{ professional_id: 'd-1', name: 'Dr Anne Roux', taken: 3, given: 1, target: 4.2, places: 9 }],
  etag: '"1"',
  ...overrides,
});

export const aRow = (overrides: Partial<PlanRow> = {}): PlanRow => ({
  row_id: 'row-1',
  referral_id: 'r-1',
  household: null,
  position: 1,
  case_number: '26-0412',
  kind: 'medecin_traitant',
  priority_class: 2,
  age_band: '70-79',
  place: { commune_code: '99001', name: 'Val-d’Orge' },
  need_codes: ['find_medecin_traitant'],
  waited_days: 18.4,
  is_overdue: true,
  state: 'planned',
  professional_id: 'd-1',
  professional_name: 'Dr Anne Roux',
  distance_band: '2_to_5',
  reasons: [{ kind: 'for', code: 'plan_share', words: '1 dans ce plan, part équitable de 4,2' }],
  by_hand: false,
  reason_code: null,
  reason_words: null,
  next_try_at: null,
  answer: null,
  changed_by_name: null,
  etag: '"1"',
  ...overrides,
});

export const aDeparture = (overrides: Partial<Departure> = {}): Departure => ({
  departure_id: 'd-1',
  professional_id: 'p-1',
  name: 'Dr Anne Roux',
  leaves_on: '2027-01-31',
  announced_at: '2026-11-20T09:00:00Z',
  announced_by_name: 'Capucine Coordonne',
  searched_again: 3,
  stated_again: 1,
  out_of_reach: 2,
  ended_at: null,
  cancelled_at: null,
  cancelled_by_name: null,
  ...overrides,
});

export const serving = (plan: Plan | null, rows: PlanRow[] = [aRow()]) => ({
  [`GET ${API}/plans`]: { body: { items: plan ? [plan] : [], next: null } },
  [`GET ${API}/plans/plan-1`]: { body: plan },
  [`GET ${API}/plans/plan-1/rows`]: { body: { items: rows, next: null } },
});

export const openPlan = (onSearch = vi.fn(), session = aSession()) =>
  renderScreen(<PlanPage search={{}} onSearch={onSearch} />, { session });
