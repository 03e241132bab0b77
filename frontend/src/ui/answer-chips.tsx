import { Group, Input, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import type { Answer } from '@/api/types';
import { useCommon } from '@/lib/i18n';

interface AnswerChipsProps {
  label: string;
  value: Answer;
  onChange: (answer: Answer) => void;
}

/** One question of the situation, answered yes, no or « ne sait pas ». */
export function AnswerChips({ label, value, onChange }: AnswerChipsProps) {
  const t = useCommon();
  const id = useId();
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <Input.Label id={id} component="span" fw={400}>
        {label}
      </Input.Label>
      <SegmentedControl
        style={{ flexShrink: 0 }}
        aria-labelledby={id}
        size="sm"
        value={value}
        onChange={(next) => onChange(next as Answer)}
        data={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
          { value: 'unknown', label: t('unknown') },
        ]}
      />
    </Group>
  );
}
