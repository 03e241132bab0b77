import { NumberInput, SegmentedControl, Select, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';
import { professionalQuery } from '@/directory/queries';
import { isoDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { type Audience, type Modality, type PublishOpening, usePublish } from './queries';
import { useTexts } from './texts';

const AUDIENCES: Audience[] = ['own_patients', 'cpts', 'pro', 'snp', 'public'];
const MODALITIES: Modality[] = ['AMB', 'HH', 'VR'];
const WEEKDAYS = ['1', '2', '3', '4', '5', '6'];

export function PublishDialog({ professionalId, onClose }: { professionalId: string; onClose: () => void }) {
  const t = useTexts();
  const publish = usePublish();
  const places = useQuery(professionalQuery(professionalId)).data?.places ?? [];
  const form = useForm({
    initialValues: {
      kind: 'weekly' as PublishOpening['kind'],
      place_id: null as string | null,
      weekdays: [] as string[],
      starts_on: isoDay(new Date()),
      ends_on: '',
      from_time: '09:00',
      to_time: '12:00',
      slot_minutes: 15,
      modalities: ['AMB'] as Modality[],
      appointment_type: 'ROUTINE' as PublishOpening['appointment_type'],
      overbooking: 0,
      reasons: [] as PublishOpening['reasons'],
      releases: [] as PublishOpening['releases'],
      school_holidays: 'open' as PublishOpening['school_holidays'],
      // Nothing leaves by default: the owner widens it himself.
      audience: ['own_patients'] as Audience[],
    },
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
  const send = form.onSubmit((values) =>
    publish.mutate(
      {
        ...values,
        professional_id: professionalId,
        place_id: values.place_id ?? '',
        weekdays: values.kind === 'weekly' ? values.weekdays.map(Number) : [],
        ends_on: values.kind === 'weekly' && values.ends_on ? values.ends_on : null,
        exceptions: [],
      },
      {
        onSuccess: () => {
          notifyDone(t('publish.done'));
          onClose();
        },
      },
    ),
  );
  const isWeekly = form.values.kind === 'weekly';
  return (
    <ConfirmDialog
      opened
      title={t('publish.title')}
      act={t('publish.act')}
      busy={publish.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        {publish.error && (
          <ErrorSummary faults={faultsOf(asProblem(publish.error))} attempt={publish.failureCount} />
        )}
        <SegmentedControl
          aria-label={t('publish.kind')}
          data={[
            { value: 'weekly', label: t('publish.weekly') },
            { value: 'one_off', label: t('publish.oneOff') },
          ]}
          {...form.getInputProps('kind')}
        />
        <Select
          label={t('publish.place')}
          data={places.map((place) => ({
            value: place.place_id,
            label: [place.label, place.commune_name].filter(Boolean).join(' · ') || place.place_id,
          }))}
          {...form.getInputProps('place_id')}
        />
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
        <SomeOfChips
          legend={t('publish.audience')}
          options={AUDIENCES.map((one) => ({ value: one, label: t(`audience.${one}`) }))}
          value={form.values.audience}
          error={form.errors.audience as string | undefined}
          onChange={(all) => form.setFieldValue('audience', all)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
