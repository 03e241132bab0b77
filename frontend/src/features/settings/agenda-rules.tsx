import { Alert, Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { asProblem } from '@/api/problem';
import { hasRole, useSession } from '@/api/session';
import { TimeField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { type AgendaRules as Rules, useSetAgendaRules } from './queries';
import { useTexts } from './texts';

/** As the agenda's contract bounds them. */
const WEEKS = { min: 1, max: 52 };
const MINUTES = { min: 1, max: 60 };

const isWithin = (value: number | string, { min, max }: typeof WEEKS) =>
  typeof value === 'number' && value >= min && value <= max;

export function AgendaRules({ rules: { version, ...present } }: { rules: Rules }) {
  const t = useTexts();
  const mayChange = hasRole(useSession(), 'director');
  const save = useSetAgendaRules();
  const form = useForm({
    initialValues: present,
    validate: {
      horizon_weeks: (value) => (isWithin(value, WEEKS) ? null : t('agenda.range', WEEKS)),
      hold_minutes: (value) => (isWithin(value, MINUTES) ? null : t('agenda.range', MINUTES)),
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
        {save.error && (
          <Alert role="alert" color="rouge" variant="outline">
            {asProblem(save.error).sentence}
          </Alert>
        )}
        <NumberInput
          label={t('agenda.horizon')}
          maw={320}
          readOnly={!mayChange}
          {...WEEKS}
          {...form.getInputProps('horizon_weeks')}
        />
        <NumberInput
          label={t('agenda.hold')}
          description={t('agenda.holdHint')}
          maw={320}
          readOnly={!mayChange}
          {...MINUTES}
          {...form.getInputProps('hold_minutes')}
        />
        <TimeField
          label={t('agenda.afternoon')}
          maw={160}
          readOnly={!mayChange}
          {...form.getInputProps('afternoon_from')}
        />
        <NativeSelect
          label={t('agenda.schoolZone')}
          description={t('agenda.schoolZoneHint')}
          maw={320}
          disabled={!mayChange}
          data={[{ value: '', label: t('agenda.noZone') }, 'A', 'B', 'C']}
          value={form.values.school_zone ?? ''}
          onChange={({ currentTarget }) =>
            form.setFieldValue('school_zone', (currentTarget.value || null) as Rules['school_zone'])
          }
        />
        {mayChange ? (
          <Group>
            <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
              {t('agenda.act')}
            </Button>
          </Group>
        ) : (
          <Text c="dimmed">{t('agenda.readOnly')}</Text>
        )}
      </Stack>
    </form>
  );
}
