import { aSession } from '@/test-render';
import type { Duty, Member, RotaDetail, Swap } from './queries';

/** A rota of two Saturdays far ahead: what a screen is tested with. */
export const ANNE = 'p-anne';
export const PAUL = 'p-paul';
export const FIRST = '2099-01-10';
export const SECOND = '2099-01-17';

export const aMember = (id: string, name: string, overrides: Partial<Member> = {}): Member => ({
  professional_id: id,
  professional_name: name,
  share: 100,
  skills: [],
  unavailable: [],
  wanted: [],
  unwanted: [],
  absent: [],
  agrees: true,
  duties: 1,
  quota: 1,
  burden: 10,
  ...overrides,
});

export const aDuty = (id: string, on: string, who: string | null, overrides: Partial<Duty> = {}): Duty => ({
  duty_id: id,
  rota_id: 'r-1',
  on,
  professional_id: who,
  is_pinned: false,
  swap_id: null,
  ...overrides,
});

export const aRota = (
  rota: Partial<RotaDetail['rota']> = {},
  rest: Partial<RotaDetail> = {},
): RotaDetail => ({
  rota: {
    rota_id: 'r-1',
    kind: 'saturday',
    name: 'Samedis d’hiver',
    status: 'published',
    starts_on: FIRST,
    ends_on: SECOND,
    weekdays: [],
    closed_on: [],
    from_time: '08:00',
    to_time: '12:00',
    seats: 1,
    skills: [],
    rest_days: 7,
    most: null,
    within_days: 28,
    apart: [],
    weight: 10,
    site_name: null,
    site_address: null,
    site_phone: null,
    slot_minutes: 15,
    audience: ['cpts', 'snp'],
    version: 4,
    ...rota,
  },
  members: [aMember(ANNE, 'Dr Anne Roux'), aMember(PAUL, 'Dr Paul Noir')],
  duties: [aDuty('d-1', FIRST, ANNE), aDuty('d-2', SECOND, PAUL)],
  public_holidays: [],
  spread: 0,
  broken: [],
  ...rest,
});

export const aSwap = (overrides: Partial<Swap> = {}): Swap => ({
  swap_id: 's-1',
  duty_id: 'd-1',
  rota_id: 'r-1',
  rota_name: 'Samedis d’hiver',
  on: FIRST,
  offered_by: ANNE,
  offered_by_name: 'Dr Anne Roux',
  in_return: [],
  status: 'open',
  accepted_by: null,
  accepted_by_name: null,
  given_on: null,
  offered_at: '2098-12-01T09:00:00Z',
  settled_at: null,
  may_take: true,
  ...overrides,
});

export const API = '/api/scheduling/v1';
export const secretary = aSession({ roles: ['secretary'] });
const row = { professional_id: ANNE, professional_name: 'Dr Anne Roux', points: 10, planned_points: 20 };

/** What the page reads when this is the only rota. */
export const reading = (detail: RotaDetail, more = {}) => ({
  [`GET ${API}/rotas`]: { body: { items: [detail.rota] } },
  [`GET ${API}/rotas/r-1`]: { body: detail },
  [`GET ${API}/swaps`]: { body: { items: [] } },
  [`GET ${API}/duty-ledger`]: {
    body: {
      since: '2098-01-10',
      items: [{ ...row, saturdays: 1, public_holidays: 0, house_duties: 0, swapped: 0, minutes: 240 }],
    },
  },
  ...more,
});
