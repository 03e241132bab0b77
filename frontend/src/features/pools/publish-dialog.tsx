import { Checkbox, Select, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { HoursFields } from '@/agendas/hours-fields';
import { useHoursRules } from '@/agendas/opened-hours';
import { usePlaces } from '@/agendas/use-places';
import { ProfessionalField } from '@/directory/professional-field';
import { addDays, isoDay } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { type Audience, type Modality, usePublishCover } from './queries';
import { Staying } from './staying';
import { useTexts } from './texts';

/** Hours of one's own practice, or of the one that is chosen by who keeps the pools. */
export function PublishDialog({ own, onClose }: { own: string | null; onClose: () => void }) {
  const t = useTexts();
  const publish = usePublishCover();
  const rules = useHoursRules();
  const form = useForm({
    initialValues: {
      professional_id: own,
      place_id: null as string | null,
      day: addDays(isoDay(new Date()), 1),
      from_time: '09:00',
      to_time: '12:00',
      slot_minutes: 15,
      modalities: ['AMB'] as Modality[],
      audience: ['own_patients'] as Audience[],
      is_parallel: false,
    },
    validate: {
      day: (value) => (value ? null : t('publish.missing.day')),
      ...rules.hours,
    },
  });
  const whose = form.values.professional_id;
  const places = usePlaces(whose);
  const send = form.onSubmit((values) =>
    publish.mutate(
      { ...values, professional_id: whose ?? '', place_id: values.place_id ?? '' },
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
        <RefusedForm act={publish} />
        {own === null && (
          <ProfessionalField
            label={t('publish.whose')}
            value={whose}
            onChange={(id) => form.setValues({ professional_id: id, place_id: null })}
          />
        )}
        <Select label={t('publish.place')} data={places} {...form.getInputProps('place_id')} />
        <DayField label={t('publish.day')} {...form.getInputProps('day')} />
        <HoursFields form={form} />
        <SomeOfChips
          legend={t('publish.audience')}
          options={optionsOf(codes.audience)}
          {...form.getInputProps('audience')}
        />
        <Checkbox
          label={t('publish.parallel')}
          description={t('publish.parallelHint')}
          {...form.getInputProps('is_parallel', { type: 'checkbox' })}
        />
        {whose && !form.values.is_parallel && (
          <Staying hours={{ ...form.values, professional_id: whose }} isOwn={own !== null} />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
