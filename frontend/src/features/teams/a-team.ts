import type { Cover } from '@/agendas/covers';
import type { Shift, Team, TeamWeek } from './queries';

export const API = '/api/scheduling/v1';

export const aTeam = (overrides: Partial<Team> = {}): Team => ({
  team_id: 't1',
  kind: 'centre',
  label: 'Centre de vaccination',
  reason_code: 'vaccination',
  slot_minutes: 10,
  commune_code: '97001',
  commune_name: 'Valbrune',
  communes: [],
  site: 'Salle des fêtes',
  wheelchair_accessible: true,
  lead_id: null,
  lead_name: null,
  audience: ['cpts'],
  confirms_at_once: false,
  opens_on: '2099-01-05',
  closes_on: null,
  closed_at: null,
  seats_open: 2,
  seats_claimed: 1,
  seats_confirmed: 0,
  next_shift_on: null,
  version: 1,
  may_lead: false,
  ...overrides,
});

export const aSeat = (overrides: Partial<Cover> = {}): Cover => ({
  cover_id: 's1',
  professional_id: null,
  professional_name: null,
  replacement_id: null,
  team_id: 't1',
  team_label: 'Centre de vaccination',
  profession_code: '60',
  place_id: 't1',
  place_label: null,
  commune_code: '97001',
  commune_name: null,
  day: '2099-01-10',
  from_time: '09:00',
  to_time: '12:00',
  slot_minutes: 10,
  has_line: true,
  reason_code: 'vaccination',
  modalities: ['AMB'],
  audience: ['cpts'],
  is_parallel: false,
  starts_at: '2099-01-10T08:00:00Z',
  ends_at: '2099-01-10T11:00:00Z',
  status: 'open',
  locum_id: null,
  locum_name: null,
  opening_id: null,
  is_mine: false,
  appointments_staying: 0,
  suits_me: false,
  may: ['claim'],
  ...overrides,
});

export const aShift = (seats: Cover[], overrides: Partial<Shift> = {}): Shift => ({
  day: '2099-01-10',
  from_time: '09:00',
  to_time: '12:00',
  starts_at: '2099-01-10T08:00:00Z',
  slots: 0,
  slots_taken: 0,
  needs: [{ profession_code: '60', has_line: true, wanted: seats.length, claimed: 0, confirmed: 0 }],
  seats,
  ...overrides,
});

export const aWeek = (overrides: Partial<TeamWeek> = {}): TeamWeek => ({
  monday: '2099-01-05',
  shifts: [],
  to_replace: [],
  ...overrides,
});
