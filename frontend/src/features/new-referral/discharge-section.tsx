import { Text } from '@mantine/core';
import { HourFields } from '@/bundle/hour-fields';
import { AskHomeReturn } from '@/home-return/ask-home-return';
import { useCodes } from '@/lib/i18n';
import { SomeOfChips } from '@/ui/chips-field';
import { CARERS } from './form-values';
import type { SectionProps } from './section';
import { useTexts } from './texts';
import { FIELD_IDS } from './validation';

/** Who takes over, and when: the urgency follows from the hours left. */
export function DischargeSection({ form, faultOf }: SectionProps) {
  const t = useTexts();
  const codes = useCodes();
  const { carers, dischargeDay, dischargeTime } = form.values;
  return (
    <>
      <SomeOfChips
        id={FIELD_IDS.carers}
        legend={t('discharge.carers')}
        hint={t('discharge.carersHint')}
        required
        error={faultOf('carers')}
        options={CARERS.map((value) => ({ value, label: codes(`carer.${value}`) }))}
        value={carers}
        onChange={(next) => form.setFieldValue('carers', next)}
      />
      <HourFields
        id={FIELD_IDS.discharge}
        day={dischargeDay}
        time={dischargeTime}
        onDay={(day) => form.setFieldValue('dischargeDay', day)}
        onTime={(time) => form.setFieldValue('dischargeTime', time)}
        error={faultOf('discharge')}
      />
      <Text size="sm" c="dimmed">
        {t('discharge.urgency')}
      </Text>
      <AskHomeReturn />
    </>
  );
}
