import { SegmentedControl, Select, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { HoursFields } from '@/agendas/hours-fields';
import { useHoursRules } from '@/agendas/opened-hours';
import { usePlaces } from '@/agendas/use-places';
import { isoDay } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { Disclosure } from '@/ui/disclosure';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { AudienceField } from './audience-field';
import { MoreFields } from './more-fields';
import { type OpeningValues, termsOf, valuesOf } from './opening-values';
import { type Opening, usePublish, useRevise } from './queries';
import { useTexts } from './texts';

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
  const rules = useHoursRules();
  const form = useForm<OpeningValues>({
    initialValues: valuesOf(opening),
    validate: {
      weekdays: (value, all) => (all.kind === 'weekly' ? rules.weekdays(value) : null),
      starts_on: (value, all) => {
        if (!value) return t('publish.missing.startsOn');
        return all.kind === 'one_off' && value < isoDay(new Date()) ? t('publish.missing.past') : null;
      },
      ends_on: (value, all) =>
        all.kind === 'weekly' && value && value < all.starts_on ? t('publish.missing.endsOn') : null,
      ...rules.hours,
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
        <RefusedForm act={act} />
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
            options={optionsOf(codes.weekday)}
            {...form.getInputProps('weekdays')}
          />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DayField
            label={t(isWeekly ? 'publish.startsOn' : 'publish.on')}
            {...form.getInputProps('starts_on')}
          />
          {isWeekly && <DayField label={t('publish.endsOn')} {...form.getInputProps('ends_on')} />}
        </SimpleGrid>
        <HoursFields form={form} />
        <AudienceField
          professionalId={professionalId}
          value={form.values}
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
