import { SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useCodes } from '@/lib/i18n';
import { WEEKDAYS } from '@/recourse/hours';
import { type RecourseValues, wrongHours } from './recourse-form';
import { useTexts } from './texts';

/** One line a weekday, as people write hours; holidays; and the days of its own calendar. */
export function HoursFields({ form }: { form: UseFormReturnType<RecourseValues> }) {
  const t = useTexts();
  const codes = useCodes();
  const wrong = wrongHours(form.values);
  const field = (path: string, label: string) => (
    <TextInput
      key={path}
      label={label}
      maxLength={120}
      error={wrong.includes(path) ? t('form.wrong') : undefined}
      {...form.getInputProps(path, { withError: false })}
    />
  );
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>{t('form.hours')}</legend>
      <p style={{ margin: '0 0 8px' }}>{t('form.hoursHelp')}</p>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {WEEKDAYS.map((day) => field(`week.${day - 1}`, codes(`weekday.${day as 1}`)))}
        {field('holidays', t('form.holidays'))}
      </SimpleGrid>
      <Textarea
        mt="xs"
        label={t('form.dated')}
        description={t('form.datedHelp')}
        autosize
        minRows={2}
        error={wrong.includes('dated') ? t('form.datedWrong') : undefined}
        {...form.getInputProps('dated', { withError: false })}
      />
    </fieldset>
  );
}
