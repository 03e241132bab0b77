/** The answers of a request in the order of every screen that shows them: stated, qualified, read or written again. */
export const CRITERIA = [
  'treatment_stopped',
  'discharge_within_7_days',
  'ald',
  'chronic_conditions',
  'chronic_follow_up',
  'regular_medication',
  'specialist_care',
  'pregnancy',
  'dependency',
  'handicap',
  'nursing_home',
  'isolation',
  'homelessness',
] as const;
export type Criterion = (typeof CRITERIA)[number];

export const CARE_WORDS = [
  'difficulty',
  'care_asked',
  'treatment',
  'usual_carers',
  'mobility',
  'preferences',
] as const;
export const SOCIAL_WORDS = [
  'rights',
  'resources',
  'housing',
  'guardianship',
  'professionals_involved',
  'wish',
] as const;
