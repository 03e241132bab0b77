import type { Delays } from './queries';

export const API = '/api/scheduling/v1/delays';

/** A week, a month and some groups: what a screen is tested with. */
export const delays = (overrides: Partial<Delays> = {}): Delays => ({
  since: '2025-11-23',
  until: '2026-11-23',
  fewest_shown: null,
  weeks: [
    {
      week_of: '2026-11-16',
      measured_at: '2026-11-16T07:00:10Z',
      horizon_weeks: 8,
      lines: 40,
      median_days: 9,
      beyond_horizon: 2,
    },
    {
      week_of: '2026-11-23',
      measured_at: '2026-11-23T07:00:10Z',
      horizon_weeks: 8,
      lines: 41,
      median_days: 12,
      beyond_horizon: 3,
    },
  ],
  months: [{ month: '2026-11', appointments: 31, median_days: 6.25, slowest_tenth_days: 14 }],
  groups: [
    {
      dimension: 'profession',
      code: '10',
      commune_name: null,
      lines: 30,
      third_next_days: 14,
      appointments: 20,
      realised_days: 7,
    },
    {
      dimension: 'commune',
      code: '97001',
      commune_name: 'Valbrune',
      lines: 11,
      third_next_days: null,
      appointments: 0,
      realised_days: null,
    },
    {
      dimension: 'modality',
      code: 'HH',
      commune_name: null,
      lines: 2,
      third_next_days: 3,
      appointments: 11,
      realised_days: 2,
    },
  ],
  ...overrides,
});
