import { Button, Group, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { longDay } from '@/lib/dates';
import { TimeField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { type AgendaRules as Rules, useSetAgendaRules } from './queries';
import { useTexts } from './texts';

/** As the agenda's contract bounds them. */
const WEEKS = { min: 1, max: 52 };
const MINUTES = { min: 1, max: 60 };
const TRAVEL = {
  travel_kmh: { min: 10, max: 110 },
  detour_percent: { min: 100, max: 300 },
  least_travel_minutes: { min: 0, max: 60 },
} as const;
const TRAVEL_NAMES = ['travel_kmh', 'detour_percent', 'least_travel_minutes'] as const;

const isWithin = (value: number | string, { min, max }: typeof WEEKS) =>
  typeof value === 'number' && value >= min && value <= max;

/** What the director alone decides of the agenda. */
export function AgendaRules({
  rules: { version, school_holidays_until: knownUntil, ...present },
}: {
  rules: Rules;
}) {
  const t = useTexts();
  const save = useSetAgendaRules();
  const form = useForm({
    initialValues: present,
    validate: {
      horizon_weeks: (value) => (isWithin(value, WEEKS) ? null : t('agenda.range', WEEKS)),
      hold_minutes: (value) => (isWithin(value, MINUTES) ? null : t('agenda.range', MINUTES)),
      ...Object.fromEntries(
        TRAVEL_NAMES.map((name) => [
          name,
          (value: number | string) =>
            isWithin(value, TRAVEL[name]) ? null : t('agenda.range', TRAVEL[name]),
        ]),
      ),
    },
  });
  return (
    <form
      onSubmit={form.onSubmit((rules) =>
        save.mutate({ rules, version }, { onSuccess: () => notifyDone(t('agenda.done')) }),
      )}
      noValidate
    >
      <Stack gap="sm">
        <Refused error={save.error} />
        <NumberInput
          label={t('agenda.horizon')}
          maw={320}
          {...WEEKS}
          {...form.getInputProps('horizon_weeks')}
        />
        <NumberInput
          label={t('agenda.hold')}
          description={t('agenda.holdHint')}
          maw={320}
          {...MINUTES}
          {...form.getInputProps('hold_minutes')}
        />
        <TimeField label={t('agenda.afternoon')} maw={160} {...form.getInputProps('afternoon_from')} />
        <NativeSelect
          label={t('agenda.schoolZone')}
          description={[
            t('agenda.schoolZoneHint'),
            knownUntil && t('agenda.schoolZoneUntil', { day: longDay(knownUntil) }),
          ]
            .filter(Boolean)
            .join(' ')}
          maw={320}
          data={[{ value: '', label: t('agenda.noZone') }, 'A', 'B', 'C']}
          value={form.values.school_zone ?? ''}
          onChange={({ currentTarget }) =>
            form.setFieldValue('school_zone', (currentTarget.value || null) as Rules['school_zone'])
          }
        />
        {TRAVEL_NAMES.map((name) => (
          <NumberInput
            key={name}
            label={t(`agenda.${name}`)}
            maw={320}
            {...TRAVEL[name]}
            {...form.getInputProps(name)}
          />
        ))}
        <Group>
          <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
            {t('agenda.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
