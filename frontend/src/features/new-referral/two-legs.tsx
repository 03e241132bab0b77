import { Checkbox } from '@mantine/core';
import type { SectionProps } from './section';
import { useTexts } from './texts';

/** Dental care in two legs: the second request opens by itself when the first is closed. */
export function TwoLegs({ form }: Pick<SectionProps, 'form'>) {
  const t = useTexts();
  return (
    <Checkbox
      label={t('twoLegs.label')}
      description={t('twoLegs.hint')}
      {...form.getInputProps('twoLegs', { type: 'checkbox' })}
    />
  );
}
