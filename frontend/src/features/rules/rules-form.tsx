import { Stack } from '@mantine/core';
import { ClassesFields } from './classes-fields';
import { CriteriaFields } from './criteria-fields';
import { LimitsFields } from './limits-fields';
import type { RulesFields } from './rules-fields';
import { WeightsFields } from './weights-fields';

export function RulesForm(props: RulesFields) {
  return (
    <Stack gap="lg">
      <ClassesFields {...props} />
      <CriteriaFields {...props} />
      <LimitsFields {...props} />
      {(['discharge', 'responsiveness', 'plan'] as const).map((part) => (
        <WeightsFields key={part} part={part} {...props} />
      ))}
    </Stack>
  );
}
