import type { RuleSets, Rules } from './queries';

/** The rules that the platform proposes, as the service sends them. */
export const answers: RuleSets['proposed_answers'] = {
  memory_days: 365,
  usual_yes: 0.3,
  usual_hours: 24,
  start_weight: 20,
  average_weight: 8,
  likely_enough: [0.5, 0.35, 0.5, 0.5, 0.5],
  smallest_wave: 1,
  largest_wave: 6,
  rest_days: 1,
  longest_rest_days: 7,
  above_share_waits: 1,
  asked_at_most: 13,
  asked_within_days: 84,
};

export const rules: Rules = {
  classes: [
    {
      criteria: ['treatment_stopped', 'discharge_within_7_days', 'expert_flag'],
      target_days: 2,
      answer_within_hours: 4,
    },
    {
      criteria: ['ald', 'two_or_more_chronic_conditions', 'pregnancy', 'child_under_2'],
      target_days: 7,
      answer_within_hours: 12,
    },
    {
      criteria: ['age_70_or_more', 'dependency', 'nursing_home', 'handicap'],
      target_days: 14,
      answer_within_hours: 48,
    },
    {
      criteria: ['c2s', 'ame', 'no_open_rights', 'isolation', 'homelessness'],
      target_days: 14,
      answer_within_hours: 48,
    },
    { criteria: [], target_days: 30, answer_within_hours: 48 },
  ],
  to_check: ['regular_medication', 'specialist_care', 'chronic_follow_up'],
  wave_size: 3,
  usual_doctor_hours: 24,
  usual_doctor_visits: 3,
  rings_km: [5, 10, 20],
  weekday_opening: [8, 20],
  saturday_opening: [8, 12],
  link_days: 8,
  proposals: 3,
  weekly_cap: 3,
  pause_days: 7,
  bound_placements: 1,
  card_residents: 1000,
  card_persons: 5,
  unreachable_days: 3,
  hold_days: 30,
  silent_working_days: 5,
  declaration_days: 15,
  discharge: { soon_hours: 168, urgent_hours: 48, notice_hours: 24 },
  plan: {
    waiting_km: 1000,
    class_weights: [16, 8, 4, 2, 1],
    load_km: 10,
    bound_km: 50,
    usual_km: 100,
    wish_km: 2,
    household_km: 500,
    weeks: 4,
  },
  responsiveness: answers,
};
