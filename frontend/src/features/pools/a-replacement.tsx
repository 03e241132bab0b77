import type { Cover } from '@/agendas/covers';
import { thisMonth } from '@/lib/dates';
import { aSession, renderScreen } from '@/test-render';
import { PoolsPage } from './pools-page';
import { type Locum, type Replacement, replacementsQuery, type Volunteer, volunteersQuery } from './queries';

export const ME = '0190a000-0000-7000-8000-0000000000d1';
export const API = '/api/scheduling/v1';

export const aCover = (overrides: Partial<Cover> = {}): Cover => ({
  cover_id: 'c1',
  professional_id: '0190a000-0000-7000-8000-0000000000d2',
  professional_name: 'Dr Anne Roux',
  replacement_id: 'r1',
  team_id: null,
  team_label: null,
  profession_code: '10',
  place_id: 'p1',
  place_label: 'Cabinet du Port',
  commune_code: '97001',
  commune_name: 'Valbrune',
  day: '2026-11-24',
  from_time: '09:00',
  to_time: '12:00',
  slot_minutes: 15,
  has_line: true,
  reason_code: null,
  is_mine: false,
  appointments_staying: 0,
  modalities: ['AMB'],
  audience: ['cpts'],
  is_parallel: false,
  starts_at: '2026-11-24T08:00:00Z',
  ends_at: '2026-11-24T11:00:00Z',
  status: 'open',
  locum_id: null,
  locum_name: null,
  opening_id: null,
  suits_me: true,
  may: ['claim'],
  ...overrides,
});

/** Each cover is a day of its own; who may what follows as the service says it. */
export const aReplacement = (covers: Cover[], overrides: Partial<Replacement> = {}): Replacement => {
  const open = covers.filter((one) => one.status === 'open').map((one) => one.day);
  return {
    replacement_id: 'r1',
    covers,
    locums: [],
    open_days: open,
    suits_me: open,
    may: open.length > 0 ? ['claim'] : [],
    ...overrides,
  };
};

export const aLocum = (overrides: Partial<Locum> = {}): Locum => ({
  locum_id: 'l1',
  locum_name: 'Dr Jean Martin',
  status: 'claimed',
  days: ['2026-11-24'],
  is_whole: true,
  is_mine: false,
  appointments_staying: 0,
  may: ['confirm', 'release'],
  ...overrides,
});

export const CLAIMED = { status: 'claimed', locum_id: 'l1', locum_name: 'Dr Jean Martin' } as const;
export const DAYS = ['2026-11-24', '2026-11-25', '2026-11-26'] as const;
export const threeDays = (overrides: Partial<Cover> = {}) =>
  DAYS.map((day) => aCover({ cover_id: day, day, ...overrides }));

export const aVolunteer: Volunteer = {
  professional_id: ME,
  name: 'Dr Jean Martin',
  profession_code: '10',
  communes: ['97001'],
  weekdays: [2],
  least_hours: 10,
  month: '2026-11-01',
  confirmed_hours: 3,
  is_under_least: true,
};

export const ALL = { liste: 'toutes' } as const;
export const COMMUNES = { 'GET /api/directory/v1/communes': { body: { items: [] } } };

export function openPools(
  session: Parameters<typeof aSession>[0] & object,
  found: Replacement[],
  volunteers = [aVolunteer],
) {
  return renderScreen(<PoolsPage search={ALL} onSearch={() => {}} />, {
    session: aSession(session),
    cached: [
      [replacementsQuery(ALL).queryKey, { pages: [{ items: found, next: null }], pageParams: [undefined] }],
      [volunteersQuery(thisMonth()).queryKey, { items: volunteers }],
    ],
  });
}
