import { Button, Group, Paper, SimpleGrid, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useAgendaTexts } from '@/agendas/texts';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { TimeField } from '@/ui/day-field';
import { isSeveral, moreHours, type PublishValues } from './publish-form';
import { useTexts } from './texts';

/** The hours to cover: of one day, or by days of the week when there are several. */
export function WeekHours({ form }: { form: UseFormReturnType<PublishValues> }) {
  const t = useTexts();
  const agenda = useAgendaTexts();
  const { hours } = form.values;
  const several = isSeveral(form.values);
  return (
    <Stack gap="xs">
      {hours.map((_, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name of their own, and are told apart by rank
        <Paper key={rank} withBorder={hours.length > 1} p={hours.length > 1 ? 'xs' : 0}>
          <Stack gap="xs">
            {several && (
              <SomeOfChips
                legend={t('publish.weekdays')}
                options={optionsOf(codes.weekday)}
                {...form.getInputProps(`hours.${rank}.weekdays`)}
              />
            )}
            <SimpleGrid cols={2}>
              <TimeField label={agenda('from')} {...form.getInputProps(`hours.${rank}.from_time`)} />
              <TimeField label={agenda('to')} {...form.getInputProps(`hours.${rank}.to_time`)} />
            </SimpleGrid>
            {hours.length > 1 && (
              <Group justify="flex-end">
                <Button variant="subtle" size="compact-sm" onClick={() => form.removeListItem('hours', rank)}>
                  {t('publish.removeHours')}
                </Button>
              </Group>
            )}
          </Stack>
        </Paper>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => form.insertListItem('hours', moreHours(form.values))}
        >
          {t('publish.addHours')}
        </Button>
      </Group>
    </Stack>
  );
}
