import { Stack } from '@mantine/core';
import { ClassesFields } from './classes-fields';
import { CriteriaFields } from './criteria-fields';
import { LimitsFields } from './limits-fields';
import type { Rules } from './queries';

export interface RulesFields {
  rules: Rules;
  /** Absent: shown as they stand, to be read. */
  onChange?: (rules: Rules) => void;
}

export function RulesForm(props: RulesFields) {
  return (
    <Stack gap="lg">
      <ClassesFields {...props} />
      <CriteriaFields {...props} />
      <LimitsFields {...props} />
    </Stack>
  );
}
