import { NativeSelect } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { agendaRulesQuery } from '@/agendas/queries';
import { longDay } from '@/lib/dates';
import type { OpeningValues } from './opening-values';
import { useTexts } from './texts';

/** Whoever follows the school holidays is told which are known, and what happens on the others. */
export function SchoolField({ form }: { form: UseFormReturnType<OpeningValues> }) {
  const t = useTexts();
  const { data: rules } = useQuery(agendaRulesQuery);
  const rule = form.values.school_holidays;
  const isKnown = rules?.school_zone && rules.school_holidays_until;
  const known = isKnown
    ? t('schoolKnown.until', { zone: rules.school_zone, day: longDay(isKnown) })
    : rules && t('schoolKnown.noZone');
  return (
    <NativeSelect
      label={t('publish.school')}
      description={rule !== 'open' && known && `${known} ${t(`schoolKnown.${rule}`)}`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={(['open', 'closed', 'only'] as const).map((one) => ({ value: one, label: t(`school.${one}`) }))}
      maw={320}
      {...form.getInputProps('school_holidays')}
    />
  );
}
