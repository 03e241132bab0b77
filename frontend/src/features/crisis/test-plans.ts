import { aSession } from '@/test-render';
import type { Changes, Plan, Switch } from './queries';

export const API = '/api/scheduling/v1';
export const ANNE = '0190a000-0000-7000-8000-0000000000d1';
export const LOCUM = '0190a000-0000-7000-8000-0000000000d2';
export const OPENING = '0190a000-0000-7000-8000-0000000000e1';
export const NURSE = '0190a000-0000-7000-8000-0000000000d3';
export const PLACE = '0190a000-0000-7000-8000-0000000000f1';
export const doctor = aSession({ roles: ['professional'], professional_id: ANNE });

export const aPlan = (overrides: Partial<Plan> = {}): Plan => ({
  plan_id: 'p-1',
  version: 2,
  title: 'Grippe',
  saved_by_name: 'Claire Lefèvre',
  saved_at: '2098-11-02T09:00:00Z',
  asked: [
    { professional_id: ANNE, name: 'Dr Anne Roux', agreed_at: '2098-11-03T09:00:00Z', is_me: false },
    { professional_id: LOCUM, name: 'Dr Paul Vial', agreed_at: null, is_me: false },
  ],
  data: {
    openings: [
      {
        professional_id: LOCUM,
        host_id: ANNE,
        place_id: PLACE,
        weekdays: [1, 3],
        from_time: '14:00',
        to_time: '17:00',
        slot_minutes: 15,
        modalities: ['AMB'],
        audience: ['cpts', 'snp'],
      },
    ],
    widenings: [{ professional_id: ANNE, opening_id: OPENING, audience: ['public'] }],
    rounds: [{ professional_id: NURSE, weekdays: [2], from_time: '17:00', to_time: '20:00', most: 5 }],
    script_version: null,
  },
  ...overrides,
});
export const aSwitch = (overrides: Partial<Switch> = {}): Switch => ({
  switch_id: 's-1',
  plan_id: 'p-1',
  plan_version: 2,
  title: 'Grippe',
  on_by_name: 'Claire Lefèvre',
  on_at: '2098-12-01T08:00:00Z',
  off_by_name: null,
  off_at: null,
  ...overrides,
});
const change = {
  professional_id: LOCUM,
  professional_name: 'Dr Paul Vial',
  weekdays: [1, 3],
  starts_on: '2098-12-01',
  from_time: '14:00',
  to_time: '17:00',
  free_slots: 96,
};
export const CHANGES: Changes = {
  changes: [
    { ...change, opening_id: null, is_new: true, audience_before: [], audience: ['cpts', 'snp'] },
    {
      ...change,
      professional_name: 'Dr Anne Roux',
      opening_id: OPENING,
      is_new: false,
      audience_before: ['cpts'],
      audience: ['cpts', 'public'],
      free_slots: 12,
    },
  ],
  rounds: [
    {
      professional_id: NURSE,
      professional_name: 'Mme Léa Blin',
      weekdays: [2],
      from_time: '17:00',
      to_time: '20:00',
      most: 5,
    },
  ],
  more_visits: [
    { communes: ['Montfaux', 'Valbrune'], weekdays: [2], visits: 5 },
    { communes: [], weekdays: [1, 2, 3, 4, 5], visits: 1 },
  ],
  left_out: [{ professional_id: LOCUM, professional_name: 'Dr Luc Morel', reason: 'not_agreed' }],
  script_before: 'national-2026-1',
  script: 'grippe-1',
};
