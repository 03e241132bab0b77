import { Alert, Fieldset, MultiSelect, NumberInput, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { remoteCareOf } from '@/agendas/modality-label';
import { asProblem } from '@/api/problem';
import { languagesQuery } from '@/directory/queries';
import { hour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { DayField } from '@/ui/day-field';
import type { StateOffer } from './queries';
import { useTexts } from './texts';
import type { OfferDraft } from './use-offer-draft';

/** Sentences with switches; each change is saved by itself, and a clash shows the newer version. */
export function OfferForm({
  draft,
  change,
  save,
  profession,
}: { draft: StateOffer; profession: string } & Pick<OfferDraft, 'change' | 'save'>) {
  const t = useTexts();
  const languages = useQuery(languagesQuery);
  const toggle = (key: 'home_visits' | 'teleconsultation' | 'wheelchair_accessible' | 'tiers_payant') => ({
    checked: draft[key] === true,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change({ [key]: event.currentTarget.checked }),
  });
  const count = (key: 'capacity' | 'min_age' | 'max_age') => ({
    value: draft[key] ?? '',
    min: 0,
    allowDecimal: false,
    allowNegative: false,
    onChange: (value: string | number) => change({ [key]: value === '' ? null : Number(value) }),
  });
  return (
    <Stack gap="md">
      <SaveState save={save} />
      <Fieldset legend={t('patients')}>
        <Stack gap="sm">
          <Switch
            label={t('accepts')}
            checked={draft.accepts_new_patients === true}
            onChange={(event) =>
              change({ accepts_new_patients: event.currentTarget.checked, accepts_from: null })
            }
          />
          {draft.accepts_new_patients && (
            <DayField
              label={t('acceptsFrom')}
              description={t('acceptsFromHint')}
              maw={280}
              value={draft.accepts_from ?? ''}
              onChange={(day) => change({ accepts_from: day || null })}
            />
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label={t('capacity')}
              description={t('capacityHint')}
              max={5000}
              {...count('capacity')}
            />
            <NumberInput
              label={t('workingTime')}
              description={' '}
              min={0}
              max={100}
              step={10}
              allowDecimal={false}
              value={draft.working_time == null ? '' : Math.round(draft.working_time * 100)}
              onChange={(value) => change({ working_time: value === '' ? null : Number(value) / 100 })}
            />
            <NumberInput label={t('minAge')} max={130} {...count('min_age')} />
            <NumberInput label={t('maxAge')} max={130} {...count('max_age')} />
          </SimpleGrid>
        </Stack>
      </Fieldset>
      <Fieldset legend={t('practice')}>
        <Stack gap="sm">
          <Switch label={t('homeVisits')} {...toggle('home_visits')} />
          <Switch label={t(`teleconsultation.${remoteCareOf(profession)}`)} {...toggle('teleconsultation')} />
          <Switch label={t('accessible')} {...toggle('wheelchair_accessible')} />
          <Switch label={t('tiersPayant')} description={t('tiersPayantHint')} {...toggle('tiers_payant')} />
          <MultiSelect
            label={t('languages')}
            data={(languages.data?.items ?? []).map(({ code, label }) => ({
              value: code,
              label: codeLabel('language', code) === code ? label : codeLabel('language', code),
            }))}
            value={draft.languages ?? []}
            onChange={(codes) => change({ languages: codes })}
            searchable
            limit={60}
            maxValues={20}
          />
        </Stack>
      </Fieldset>
    </Stack>
  );
}

function SaveState({ save }: Pick<OfferDraft, 'save'>) {
  const t = useTexts();
  if (save.error) {
    const problem = asProblem(save.error);
    const isClash = problem.status === 412;
    return (
      <Alert role="alert" color="rouge" variant="outline" withCloseButton={isClash} onClose={save.reset}>
        {isClash ? t('changedElsewhere') : problem.sentence}
      </Alert>
    );
  }
  return (
    <Text size="sm" c="dimmed" role="status" mih="1.5em">
      {save.isPending && t('saving')}
      {save.isSuccess && t('saved', { hour: hour(new Date(save.submittedAt)) })}
    </Text>
  );
}
