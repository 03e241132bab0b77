import { NumberInput, SegmentedControl, Select, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { usePlaces } from '@/agendas/use-places';
import { asProblem } from '@/api/problem';
import { codeLabel } from '@/lib/i18n';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { Disclosure } from '@/ui/disclosure';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { AudienceField } from './audience-field';
import { MoreFields } from './more-fields';
import { type OpeningValues, termsOf, valuesOf } from './opening-values';
import { type Modality, type Opening, usePublish, useRevise } from './queries';
import { useTexts } from './texts';

const MODALITIES: Modality[] = ['AMB', 'HH', 'VR'];
const WEEKDAYS = ['1', '2', '3', '4', '5', '6'];

interface PublishDialogProps {
  professionalId: string;
  /** The one that is changed; none when hours are opened. */
  opening?: Opening;
  onClose: () => void;
}

export function PublishDialog({ professionalId, opening, onClose }: PublishDialogProps) {
  const t = useTexts();
  const publish = usePublish();
  const revise = useRevise();
  const act = opening ? revise : publish;
  const places = usePlaces(professionalId);
  const form = useForm<OpeningValues>({
    initialValues: valuesOf(opening),
    validate: {
      place_id: (value) => (value ? null : t('publish.missing.place')),
      weekdays: (value, all) =>
        all.kind === 'weekly' && value.length === 0 ? t('publish.missing.weekdays') : null,
      starts_on: (value) => (value ? null : t('publish.missing.startsOn')),
      to_time: (value, all) => (value > all.from_time ? null : t('publish.missing.times')),
      modalities: (value) => (value.length > 0 ? null : t('publish.missing.modality')),
      audience: (value) => (value.length > 0 ? null : t('publish.missing.audience')),
    },
  });
  const onSuccess = () => {
    notifyDone(t(opening ? 'edit.done' : 'publish.done'));
    onClose();
  };
  const send = form.onSubmit((values) => {
    const terms = termsOf(values);
    if (opening) revise.mutate({ opening, change: terms }, { onSuccess });
    else publish.mutate({ ...terms, professional_id: professionalId, exceptions: [] }, { onSuccess });
  });
  const isWeekly = form.values.kind === 'weekly';
  return (
    <ConfirmDialog
      opened
      title={t(opening ? 'edit.title' : 'publish.title')}
      act={t(opening ? 'edit.act' : 'publish.act')}
      busy={act.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        {act.error && <ErrorSummary faults={faultsOf(asProblem(act.error))} attempt={act.failureCount} />}
        <SegmentedControl
          aria-label={t('publish.kind')}
          data={[
            { value: 'weekly', label: t('publish.weekly') },
            { value: 'one_off', label: t('publish.oneOff') },
          ]}
          {...form.getInputProps('kind')}
        />
        <Select label={t('publish.place')} data={places} {...form.getInputProps('place_id')} />
        {isWeekly && (
          <SomeOfChips
            legend={t('publish.weekdays')}
            options={WEEKDAYS.map((day) => ({ value: day, label: codeLabel('weekday', day) }))}
            value={form.values.weekdays}
            error={form.errors.weekdays as string | undefined}
            onChange={(days) => form.setFieldValue('weekdays', days)}
          />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DayField
            label={t(isWeekly ? 'publish.startsOn' : 'publish.on')}
            {...form.getInputProps('starts_on')}
          />
          {isWeekly && <DayField label={t('publish.endsOn')} {...form.getInputProps('ends_on')} />}
          <TimeField label={t('publish.from')} {...form.getInputProps('from_time')} />
          <TimeField label={t('publish.to')} {...form.getInputProps('to_time')} />
          <NumberInput
            label={t('publish.minutes')}
            min={5}
            max={240}
            step={5}
            {...form.getInputProps('slot_minutes')}
          />
        </SimpleGrid>
        <SomeOfChips
          legend={t('publish.modality')}
          options={MODALITIES.map((code) => ({ value: code, label: codeLabel('modality', code) }))}
          value={form.values.modalities}
          error={form.errors.modalities as string | undefined}
          onChange={(all) => form.setFieldValue('modalities', all)}
        />
        <AudienceField
          value={{ audience: form.values.audience, releases: form.values.releases }}
          error={form.errors.audience as string | undefined}
          onChange={(sight) => form.setValues(sight)}
        />
        <Disclosure summary={t('more')}>
          <MoreFields form={form} isWeekly={isWeekly} />
        </Disclosure>
      </Stack>
    </ConfirmDialog>
  );
}
