import { NumberInput, Select, SimpleGrid, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useHoursRules } from '@/agendas/opened-hours';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { TimeField } from '@/ui/day-field';
import { ListFaces, RowsSkeleton } from '@/ui/list-faces';
import { AddFrame, type AddProps } from './add-frame';
import { type ExtraRounds, volunteersQuery } from './queries';
import { useTexts } from './texts';

const NURSE = '60';

/** Hours in which a nurse who volunteered visits at home while the plan is on, beside those that she offers. */
export function MoreRounds({ onAdd, onCancel }: AddProps<ExtraRounds>) {
  const t = useTexts();
  const rules = useHoursRules();
  const volunteers = useQuery(volunteersQuery);
  const nurses = (volunteers.data?.items ?? []).filter((one) => one.profession_code === NURSE);
  const form = useForm({
    initialValues: {
      professional_id: null as string | null,
      weekdays: [] as string[],
      from_time: '17:00',
      to_time: '20:00',
      most: 4,
    },
    validate: {
      professional_id: (value) => (value ? null : t('edit.missing.nurse')),
      weekdays: rules.weekdays,
      to_time: (value, all) => (value > all.from_time ? null : t('edit.missing.times')),
    },
  });
  const add = form.onSubmit((values) => {
    const id = values.professional_id ?? '';
    const weekdays = values.weekdays.map(Number) as ExtraRounds['weekdays'];
    const name = nurses.find((one) => one.professional_id === id)?.name ?? '';
    onAdd({ ...values, professional_id: id, weekdays, most: Number(values.most) || 1 }, { [id]: name });
  });
  return (
    <AddFrame
      title={t('edit.addRounds')}
      onAdd={nurses.length > 0 ? () => add() : undefined}
      onCancel={onCancel}
    >
      <ListFaces
        query={volunteers}
        isEmpty={nurses.length === 0}
        empty={<Text c="dimmed">{t('edit.noNurse')}</Text>}
        skeleton={<RowsSkeleton rows={3} />}
      >
        <Select
          label={t('edit.nurse')}
          data={nurses.map((one) => ({ value: one.professional_id, label: one.name }))}
          {...form.getInputProps('professional_id')}
        />
        <SomeOfChips
          legend={t('edit.weekdays')}
          options={optionsOf(codes.weekday)}
          {...form.getInputProps('weekdays')}
        />
        <SimpleGrid cols={{ base: 1, xs: 3 }} style={{ alignItems: 'end' }}>
          <TimeField label={t('edit.from')} {...form.getInputProps('from_time')} />
          <TimeField label={t('edit.to')} {...form.getInputProps('to_time')} />
          <NumberInput label={t('edit.most')} min={1} max={30} {...form.getInputProps('most')} />
        </SimpleGrid>
      </ListFaces>
    </AddFrame>
  );
}
