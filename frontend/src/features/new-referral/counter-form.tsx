import { Anchor, Button, Checkbox, Group, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { OneOfChips, SomeOfChips } from '@/ui/chips-field';
import { ErrorSummary } from '@/ui/error-summary';
import { Page } from '@/ui/page';
import classes from './counter.module.css';
import { CounterDone } from './counter-done';
import { COUNTER_KNOWN, COUNTER_NEEDS, type CounterNeed } from './counter-needs';
import { CounterPerson } from './counter-person';
import { UrgencyField } from './field-groups';
import { initialValues } from './form-values';
import { RemoteField } from './remote-field';
import { useTexts } from './texts';
import { useSending } from './use-sending';
import { FIELD_IDS } from './validation';

const NEEDS = Object.keys(COUNTER_NEEDS) as CounterNeed[];
const CONSENTS = ['both', 'search', 'refused'] as const;
const asked = (need: CounterNeed) => ({
  kind: COUNTER_NEEDS[need].kind,
  needs: [...COUNTER_NEEDS[need].needs],
});

/** One short page: what is asked for at a counter, in big targets, the most frequent need chosen already. */
export function CounterForm({ onNext }: { onNext: () => void }) {
  const t = useTexts();
  const codes = useCodes();
  const form = useForm({ initialValues: { ...initialValues('soin'), ...asked('doctor') } });
  const [need, setNeed] = useState<CounterNeed>('doctor');
  const { faults, faultOf, attempt, isRefusal, ...sending } = useSending(form.values);
  const { criteria, consent } = form.values;

  if (sending.stated || sending.isRefused) return <CounterDone referral={sending.stated} onNext={onNext} />;

  return (
    <Page
      title={t('counter.title')}
      subtitle={t('counter.lead')}
      hasErrors={faults.length > 0}
      focusTitle={false}
      narrow
    >
      <form
        noValidate
        autoComplete="off"
        className={classes.counter}
        onSubmit={(event) => {
          event.preventDefault();
          void sending.submit();
        }}
      >
        <Stack gap="md">
          <ErrorSummary faults={faults} attempt={attempt} requestId={sending.requestId} />
          <OneOfChips
            id={FIELD_IDS.need}
            legend={t('counter.need')}
            required
            options={NEEDS.map((value) => ({ value, label: t(`counter.needs.${value}`) }))}
            value={need}
            onChange={(next) => {
              setNeed(next);
              form.setValues(asked(next));
            }}
          />
          <UrgencyField form={form} faultOf={faultOf} />
          {!isRefusal && <CounterPerson form={form} faultOf={faultOf} />}
          <OneOfChips
            id={FIELD_IDS.consent}
            legend={t('consent.told')}
            required
            error={faultOf('consent')}
            options={CONSENTS.map((value) => ({ value, label: t(`counter.consent.${value}`) }))}
            value={consent}
            onChange={(next) => form.setFieldValue('consent', next)}
          />
          {!isRefusal && (
            <SimpleGrid cols={1} spacing="xs">
              <SomeOfChips
                legend={t('counter.known')}
                options={COUNTER_KNOWN.map((value) => ({ value, label: codes(`criterion.${value}`) }))}
                value={COUNTER_KNOWN.filter((one) => criteria[one] === 'yes')}
                onChange={(next) =>
                  form.setFieldValue('criteria', {
                    ...criteria,
                    ...Object.fromEntries(
                      COUNTER_KNOWN.map((one) => [one, next.includes(one) ? 'yes' : 'unknown']),
                    ),
                  })
                }
              />
              <Checkbox
                label={t('constraints.homeVisit')}
                {...form.getInputProps('homeVisit', { type: 'checkbox' })}
              />
              <RemoteField form={form} />
            </SimpleGrid>
          )}
          <Group>
            <Button type="submit" size="lg" loading={sending.isSending}>
              {isRefusal ? t('submitRefusal') : t('submit')}
            </Button>
            <Anchor component={Link} to={PATHS.newReferral}>
              {t('counter.full')}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
