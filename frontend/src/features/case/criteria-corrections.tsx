import { Group, Input, SegmentedControl, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import type { components } from '@/api/referral.gen';
import type { Answer } from '@/api/types';
import { useCodes, useCommon } from '@/lib/i18n';
import { CRITERIA } from '@/referral/answers';
import { useTexts } from './texts';

export type Corrections = NonNullable<components['schemas']['Qualify']['criteria']>;

interface CriteriaCorrectionsProps {
  value: Corrections;
  onChange: (next: Corrections) => void;
}

/** Answers checked again with the person. What is left unchanged stays as stated, and stays sealed. */
export function CriteriaCorrections({ value, onChange }: CriteriaCorrectionsProps) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Stack gap={8} component="section" aria-label={t('qualify.criteria')}>
      <Text fw={600}>{t('qualify.criteria')}</Text>
      <Text size="sm" c="dimmed">
        {t('qualify.criteriaHint')}
      </Text>
      {CRITERIA.map((criterion) => (
        <Correction
          key={criterion}
          label={codes(`criterion.${criterion}`)}
          value={value[criterion]}
          onChange={(answer) => {
            const { [criterion]: _, ...others } = value;
            onChange(answer ? { ...others, [criterion]: answer } : others);
          }}
        />
      ))}
    </Stack>
  );
}

interface CorrectionProps {
  label: string;
  value: Answer | undefined;
  onChange: (answer: Answer | undefined) => void;
}

function Correction({ label, value, onChange }: CorrectionProps) {
  const t = useTexts();
  const common = useCommon();
  const id = useId();
  return (
    <Group justify="space-between" gap={4}>
      <Input.Label id={id} component="span" fw={400}>
        {label}
      </Input.Label>
      <SegmentedControl
        aria-labelledby={id}
        size="sm"
        value={value ?? 'kept'}
        onChange={(next) => onChange(next === 'kept' ? undefined : (next as Answer))}
        data={[
          { value: 'kept', label: t('qualify.kept') },
          { value: 'yes', label: common('yes') },
          { value: 'no', label: common('no') },
          { value: 'unknown', label: common('unknown') },
        ]}
      />
    </Group>
  );
}
