import { Button, Checkbox, Group, NativeSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { addDays, isoDay } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { type Team, usePublishShift } from './queries';
import { useTexts } from './texts';

const NURSE = '60';
const MOST_PROFESSIONS = 10;
const PROFESSIONS = optionsOf(codes.profession);
const aSeat = () => ({ profession_code: NURSE, has_line: true, count: 1 });

/** Hours of one day, and how many of each profession they need. */
export function PublishShiftDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const t = useTexts();
  const publish = usePublishShift(team.team_id);
  const tomorrow = addDays(isoDay(new Date()), 1);
  const form = useForm({
    initialValues: {
      day: team.opens_on > tomorrow ? team.opens_on : tomorrow,
      from_time: '09:00',
      to_time: '12:00',
      seats: [aSeat()],
    },
    validate: {
      day: (value) => (value ? null : t('missing.day')),
      to_time: (value, all) => (value > all.from_time ? null : t('missing.times')),
    },
  });
  const send = form.onSubmit((values) =>
    publish.mutate(values, {
      onSuccess: () => {
        notifyDone(t('publish.done'));
        onClose();
      },
    }),
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
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <DayField
            label={t('publish.day')}
            min={team.opens_on}
            max={team.closes_on ?? undefined}
            {...form.getInputProps('day')}
          />
          <TimeField label={t('publish.from')} {...form.getInputProps('from_time')} />
          <TimeField label={t('publish.to')} {...form.getInputProps('to_time')} />
        </SimpleGrid>
        {form.values.seats.map((seat, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
          <Group key={rank} gap="sm" align="flex-end">
            <NumberInput
              label={t('publish.count')}
              min={1}
              max={20}
              w={90}
              {...form.getInputProps(`seats.${rank}.count`)}
            />
            <NativeSelect
              label={t('publish.profession')}
              data={PROFESSIONS}
              {...form.getInputProps(`seats.${rank}.profession_code`)}
            />
            <Checkbox
              label={t('publish.hasLine')}
              checked={seat.has_line}
              onChange={(event) => form.setFieldValue(`seats.${rank}.has_line`, event.currentTarget.checked)}
              pb={8}
            />
            {form.values.seats.length > 1 && (
              <Button variant="subtle" onClick={() => form.removeListItem('seats', rank)}>
                {t('publish.remove')}
              </Button>
            )}
          </Group>
        ))}
        {form.values.seats.length < MOST_PROFESSIONS && (
          <Button variant="default" onClick={() => form.insertListItem('seats', aSeat())}>
            {t('publish.add')}
          </Button>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
