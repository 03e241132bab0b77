import { NumberInput, SegmentedControl, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { OpeningValues } from './opening-values';
import { ReasonsField } from './reasons-field';
import { SchoolField } from './school-field';
import { useTexts } from './texts';

interface MoreFieldsProps {
  form: UseFormReturnType<OpeningValues>;
  isWeekly: boolean;
}

/** What most openings leave as it is. */
export function MoreFields({ form, isWeekly }: MoreFieldsProps) {
  const t = useTexts();
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('publish.type')}
        data={(['ROUTINE', 'WALKIN'] as const).map((one) => ({ value: one, label: t(`type.${one}`) }))}
        {...form.getInputProps('appointment_type')}
      />
      <NumberInput
        label={t('publish.overbooking')}
        description={t('publish.overbookingHint')}
        min={0}
        max={9}
        maw={320}
        {...form.getInputProps('overbooking')}
      />
      {isWeekly && <SchoolField form={form} />}
      <ReasonsField
        value={form.values.reasons}
        slotMinutes={form.values.slot_minutes}
        onChange={(reasons) => form.setFieldValue('reasons', reasons)}
      />
    </Stack>
  );
}
