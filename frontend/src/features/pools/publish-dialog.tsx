import { Checkbox, NumberInput, Select, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { usePlaces } from '@/agendas/use-places';
import { asProblem } from '@/api/problem';
import { ProfessionalField } from '@/directory/professional-field';
import { addDays, isoDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { type Audience, usePublishCover } from './queries';
import { useTexts } from './texts';

const AUDIENCES: Audience[] = ['own_patients', 'cpts', 'pro', 'snp', 'public'];

/** Hours of one's own practice, or of the one that is chosen by who keeps the pools. */
export function PublishDialog({ own, onClose }: { own: string | null; onClose: () => void }) {
  const t = useTexts();
  const publish = usePublishCover();
  const form = useForm({
    initialValues: {
      professional_id: own,
      place_id: null as string | null,
      day: addDays(isoDay(new Date()), 1),
      from_time: '09:00',
      to_time: '12:00',
      slot_minutes: 15,
      audience: ['own_patients'] as Audience[],
      is_parallel: false,
    },
    validate: {
      place_id: (value) => (value ? null : t('publish.missing.place')),
      day: (value) => (value ? null : t('publish.missing.day')),
      to_time: (value, all) => (value > all.from_time ? null : t('publish.missing.times')),
      audience: (value) => (value.length > 0 ? null : t('publish.missing.audience')),
    },
  });
  const whose = form.values.professional_id;
  const places = usePlaces(whose);
  const send = form.onSubmit((values) =>
    publish.mutate(
      { ...values, professional_id: whose ?? '', place_id: values.place_id ?? '', modalities: ['AMB'] },
      {
        onSuccess: () => {
          notifyDone(t('publish.done'));
          onClose();
        },
      },
    ),
  );
  return (
    <ConfirmDialog
      opened
      title={t('publish.open')}
      act={t('publish.act')}
      busy={publish.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        {publish.error && (
          <ErrorSummary faults={faultsOf(asProblem(publish.error))} attempt={publish.failureCount} />
        )}
        {own === null && (
          <ProfessionalField
            label={t('publish.whose')}
            value={whose}
            onChange={(id) => form.setValues({ professional_id: id, place_id: null })}
          />
        )}
        <Select label={t('publish.place')} data={places} {...form.getInputProps('place_id')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DayField label={t('publish.day')} {...form.getInputProps('day')} />
          <NumberInput
            label={t('publish.minutes')}
            min={5}
            max={240}
            step={5}
            {...form.getInputProps('slot_minutes')}
          />
          <TimeField label={t('publish.from')} {...form.getInputProps('from_time')} />
          <TimeField label={t('publish.to')} {...form.getInputProps('to_time')} />
        </SimpleGrid>
        <SomeOfChips
          legend={t('publish.audience')}
          options={AUDIENCES.map((one) => ({ value: one, label: codeLabel('audience', one) }))}
          value={form.values.audience}
          error={form.errors.audience as string | undefined}
          onChange={(all) => form.setFieldValue('audience', all)}
        />
        <Checkbox
          label={t('publish.parallel')}
          {...form.getInputProps('is_parallel', { type: 'checkbox' })}
        />
      </Stack>
    </ConfirmDialog>
  );
}
