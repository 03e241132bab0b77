import type { DayOfRounds, Visit } from './queries';

export const DAY = '2099-11-24';

export const aVisit = (overrides: Partial<Visit> = {}): Visit => ({
  visit_id: 'v1',
  day: DAY,
  referral_id: 'r1',
  commune_code: '97001',
  commune_name: 'Valbrune',
  minutes: 30,
  from_time: '08:00',
  to_time: '12:00',
  profession_code: '60',
  skills: ['dressing'],
  status: 'to_place',
  is_pinned: false,
  starts_at: null,
  ends_at: null,
  travel_minutes: null,
  appointment_id: null,
  unplaced_reason: 'sector',
  follows: null,
  ...overrides,
});

export const placed = (overrides: Partial<Visit> = {}): Visit =>
  aVisit({
    visit_id: 'v2',
    referral_id: 'r2',
    status: 'placed',
    starts_at: '2099-11-24T07:05:00Z',
    ends_at: '2099-11-24T07:35:00Z',
    travel_minutes: 5,
    unplaced_reason: null,
    ...overrides,
  });

export const aDay = (overrides: Partial<DayOfRounds> = {}): DayOfRounds => ({
  day: DAY,
  version: 3,
  published: 0,
  untold: 1,
  rounds: [
    {
      professional_id: 'n1',
      professional_name: 'Inès Faure',
      profession_code: '60',
      from_time: '08:00',
      to_time: '12:00',
      most: 6,
      communes: ['Valbrune'],
      skills: ['dressing'],
      base_name: 'Valbrune',
      visits: [placed(), placed({ visit_id: 'v3', referral_id: 'r3' })],
      travel_minutes: 15,
      travel_km: 7.5,
      back_at: '2099-11-24T09:00:00Z',
    },
  ],
  unplaced: [aVisit()],
  sent_to_pool: [
    {
      referral_id: 'r9',
      asked_at: '2099-11-23T08:00:00Z',
      triage_class: null,
      profession_code: '60',
      modality: 'HH',
      due_at: null,
    },
  ],
  to_place: [{ day: '2099-11-25', visits: 2 }],
  travel_minutes: 15,
  travel_km: 7.5,
  ...overrides,
});
