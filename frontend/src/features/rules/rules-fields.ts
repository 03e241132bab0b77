import type { Rules } from './queries';

export interface RulesFields {
  rules: Rules;
  /** Absent: shown as they stand, to be read. */
  onChange?: (rules: Rules) => void;
  /** What the platform proposes, for a CPTS that takes answers into account again. */
  proposed?: Rules['responsiveness'];
}
