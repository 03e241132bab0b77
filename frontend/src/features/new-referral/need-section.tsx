import { Alert, Stack, Text } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { Kind } from '@/api/types';
import { useCodes } from '@/lib/i18n';
import { CARE_KINDS, type Track } from '@/referral/track';
import { OneOfChips, SomeOfChips } from '@/ui/chips-field';
import { DischargeSection } from './discharge-section';
import { UrgencyField } from './field-groups';
import { needsOf } from './form-values';
import { InterpreterFunding } from './interpreter-funding';
import type { SectionProps } from './section';
import { useTexts } from './texts';
import { TwoLegs } from './two-legs';
import { FIELD_IDS } from './validation';

export function NeedSection({ form, faultOf, track }: SectionProps & { track: Track }) {
  const t = useTexts();
  const codes = useCodes();
  const { kind, needs, urgency } = form.values;
  const needOptions = (kind ? needsOf(kind) : []).map((value) => ({
    value,
    label: codes(`need.${value}`),
  }));

  function choose(next: Kind) {
    const [first] = needsOf(next);
    form.setValues({ kind: next, needs: first ? [first] : [] });
  }

  const isDischarge = kind === 'discharge';
  return (
    <Stack gap="lg">
      {track === 'soin' && (
        <OneOfChips
          id={FIELD_IDS.need}
          legend={t('need.legend')}
          required
          error={faultOf('need')}
          options={CARE_KINDS.map((value) => ({ value, label: codes(`kind.${value}`) }))}
          value={kind}
          onChange={choose}
        />
      )}
      {track === 'snp' && <Text>{t('need.snp')}</Text>}
      {kind === 'dental' && <TwoLegs form={form} />}
      {isDischarge && <DischargeSection form={form} faultOf={faultOf} />}
      {needOptions.length > 1 && !isDischarge && (
        <SomeOfChips
          id={track === 'social' ? FIELD_IDS.need : undefined}
          legend={track === 'social' ? t('need.legend') : t('need.detail')}
          required={track === 'social'}
          error={track === 'social' || needs.length === 0 ? faultOf('need') : undefined}
          options={needOptions}
          value={needs}
          onChange={(next) => form.setFieldValue('needs', next)}
        />
      )}
      {needs.includes('interpreter') && <InterpreterFunding />}
      {!isDischarge && <UrgencyField form={form} faultOf={faultOf} />}
      {urgency === 'urgent' && (
        <Alert color="rouge" variant="light" icon={<IconPhone aria-hidden />} role="status">
          {t('emergency')}
        </Alert>
      )}
    </Stack>
  );
}
