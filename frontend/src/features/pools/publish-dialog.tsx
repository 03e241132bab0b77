import { Checkbox, Select, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { MinutesField, ModalityField } from '@/agendas/hours-fields';
import { useHoursRules } from '@/agendas/opened-hours';
import { useAgendaTexts } from '@/agendas/texts';
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
import { daysOf, firstValues, isOrdered, isSeveral, overlaps, replacementOf } from './publish-form';
import { usePublish } from './queries';
import { useTexts } from './texts';
import { Trial } from './trial';
import { WeekHours } from './week-hours';

/** A day or several of one's own practice, or of the one that is chosen by who keeps the pools. */
export function PublishDialog({ own, onClose }: { own: string | null; onClose: () => void }) {
  const t = useTexts();
  const publish = usePublish();
  const form = useForm({
    initialValues: firstValues(own, addDays(isoDay(new Date()), 1)),
    validate: useRules(),
  });
  const whose = form.values.professional_id;
  const places = usePlaces(whose);
  const wanted = daysOf(form.values);
  const several = isSeveral(form.values);
  const send = form.onSubmit((values) => {
    const replacement = replacementOf(values);
    if (!replacement) return;
    publish.mutate(replacement, {
      onSuccess: () => {
        notifyDone(t('publish.done'));
        onClose();
      },
    });
  });
  const start = (from_day: string) =>
    form.setValues({ from_day, ...(form.values.to_day < from_day && { to_day: from_day }) });
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
        <SimpleGrid cols={2}>
          <DayField label={t('publish.from')} {...form.getInputProps('from_day')} onChange={start} />
          <DayField label={t('publish.to')} {...form.getInputProps('to_day')} />
        </SimpleGrid>
        <WeekHours form={form} />
        {several && (
          <Checkbox
            label={t('publish.holidays')}
            {...form.getInputProps('with_public_holidays', { type: 'checkbox' })}
          />
        )}
        {wanted && <Trial wanted={wanted} closes={!form.values.is_parallel} isOwn={own !== null} />}
        <MinutesField form={form} />
        <ModalityField form={form} />
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
      </Stack>
    </ConfirmDialog>
  );
}

function useRules() {
  const t = useTexts();
  const agenda = useAgendaTexts();
  const { weekdays, hours } = useHoursRules();
  type Values = ReturnType<typeof firstValues>;
  const rankOf = (path: string) => Number(path.split('.')[1]);
  return {
    place_id: hours.place_id,
    modalities: hours.modalities,
    audience: hours.audience,
    from_day: (value: string) => (value ? null : t('publish.missing.day')),
    to_day: (value: string, all: Values) => (value >= all.from_day ? null : t('publish.missing.order')),
    hours: {
      weekdays: (value: string[], all: Values) => (isSeveral(all) ? weekdays(value) : null),
      to_time: (_: string, all: Values, path: string) => {
        const one = all.hours[rankOf(path)];
        if (one && !isOrdered(one)) return agenda('missing.times');
        return overlaps(all, rankOf(path)) ? t('publish.missing.overlap') : null;
      },
    },
  };
}
