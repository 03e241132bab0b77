import type { Referral, ReferralRow } from '@/api/types';
import type { Professional } from '@/directory/queries';

/** A line of the queue with sensible defaults and one relevant override. */
export function aRow(overrides: Partial<ReferralRow> = {}): ReferralRow {
  return {
    referral_id: '0190a000-0000-7000-8000-00000000000a',
    case_number: '26-0412',
    kind: 'medecin_traitant',
    status: 'stated',
    priority_class: 2,
    priority_words: 'P2 · affection de longue durée',
    age_band: '70-79',
    sex: 'female',
    place: { commune_code: '99001', name: 'Val-d’Orge' },
    need_codes: ['find_medecin_traitant'],
    urgency: 'normal',
    target_at: null,
    overdue: false,
    is_stalled: false,
    stated_at: '2026-11-20T09:00:00Z',
    qualified_at: null,
    last_movement_at: '2026-11-20T09:00:00Z',
    referrer_name: 'Paul Roy',
    ball: 'coordinator',
    next_step: { code: 'qualify', at: null },
    answers: { asked: 0, yes: 0, no: 0, silent: 0 },
    ...overrides,
  };
}

/** A request as its case page reads it. */
export function aReferral(overrides: Partial<Referral> = {}): Referral {
  return {
    ...aRow(),
    explanation: [{ kind: 'for', code: 'criterion_ald', words: 'P2 : affection de longue durée' }],
    priority_rule_version: '2026-1',
    expert_class: null,
    decided_class: null,
    home_visit: false,
    advance_choice: false,
    usual_professional_id: null,
    allowed_acts: ['qualification', 'hold', 'redirection', 'withdrawal'],
    held_until: null,
    reason_code: null,
    placed_professional_id: null,
    placed_professional_name: null,
    placed_at: null,
    first_appointment: { state: 'awaited', at: null, appointment_id: null },
    declaration: 'awaited',
    outcome_code: null,
    closing: { missing: [] },
    request_exists: false,
    possible_duplicate_of: null,
    merged_into: null,
    etag: '"1"',
    ...overrides,
  };
}

/** Dr Anne Martin's sheet, at version 7, with one relevant override. */
export const aSheet = (overrides: Partial<Professional> = {}): Professional => ({
  professional_id: 'p-1',
  rpps: '99000000010',
  family_name: 'Martin',
  given_name: 'Anne',
  title: 'Dr',
  sex: 'female',
  profession_code: '10',
  profession_label: 'Médecin',
  specialty_codes: [],
  specialty_labels: [],
  is_general_practitioner: true,
  is_member: true,
  is_volunteer: false,
  member_since: '2024-01-01',
  in_territory: true,
  places: [],
  contact: { email: null, phone: null, mssante: null, source: 'rpps' },
  offer: {
    accepts_new_patients: false,
    capacity: 20,
    working_time: 0.8,
    home_visits: null,
    teleconsultation: null,
    languages: ['fr'],
    wheelchair_accessible: true,
    min_age: null,
    max_age: null,
    tiers_payant: true,
    source: 'self',
    confirmed_at: '2026-11-01T09:00:00Z',
    confirmed_by: 'Dr Anne Martin',
  },
  absences: [],
  freshness: [],
  version: 7,
  ...overrides,
});
