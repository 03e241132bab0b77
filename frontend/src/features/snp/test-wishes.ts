import { first, reading } from './test-slots';
import type { Wish } from './wish-queries';

export const LIST = 'GET /api/scheduling/v1/wishes';

/** Somebody who waits, with one slot free for her. */
export const aWish = (changed: Partial<Wish> = {}) => ({
  wish_id: 'w-1',
  referral_id: 'r-1',
  status: 'waiting',
  triage_class: 'hours_24',
  profession_code: '10',
  reason_code: 'snp',
  modality: null,
  half_days: ['2-morning'],
  commune_code: '96001',
  commune_name: 'Valbrune',
  near_lat: null,
  near_lon: null,
  within_km: 10,
  professional_id: null,
  professional_name: null,
  from_day: '2026-11-20',
  until_day: '2026-12-04',
  replaces: null,
  booked_since_at: null,
  is_open: true,
  slots: [first],
  noted_by_name: 'Maëlle Tardivon',
  noted_at: '2026-11-20T09:00:00Z',
  changed_at: '2026-11-20T09:00:00Z',
  may: ['book', 'change', 'close'],
  version: 3,
  ...changed,
});
/** What the list reads. */
export const rows = (...items: unknown[]) => ({ ...reading, [LIST]: { body: { items, next: null } } });
