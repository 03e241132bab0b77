import { Select, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AgendaField } from '@/agendas/agenda-field';
import { useHoursRules } from '@/agendas/opened-hours';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { ListFaces, RowsSkeleton } from '@/ui/list-faces';
import { AddFrame, type AddProps } from './add-frame';
import { type Audience, openingsQuery, type WiderAudience } from './queries';
import { useTexts } from './texts';
import { useHours } from './words';

/** An opening of somebody's agenda that more people see while the plan is on. */
export function WiderOpening({ onAdd, onCancel }: AddProps<WiderAudience>) {
  const t = useTexts();
  const hours = useHours();
  const rules = useHoursRules();
  const [name, setName] = useState('');
  const form = useForm({
    initialValues: {
      professional_id: null as string | null,
      opening_id: null as string | null,
      audience: ['snp'] as Audience[],
    },
    validate: {
      professional_id: (value) => (value ? null : t('edit.missing.agenda')),
      opening_id: (value) => (value ? null : t('edit.missing.opening')),
      audience: rules.hours.audience,
    },
  });
  const whose = form.values.professional_id;
  const openings = useQuery({ ...openingsQuery(whose ?? ''), enabled: whose !== null });
  const add = form.onSubmit(({ professional_id, opening_id, audience }) => {
    const owner = professional_id ?? '';
    onAdd({ professional_id: owner, opening_id: opening_id ?? '', audience }, { [owner]: name });
  });
  return (
    <AddFrame title={t('edit.addWidening')} onAdd={() => add()} onCancel={onCancel}>
      <AgendaField
        label={t('edit.agenda')}
        value={whose}
        error={form.errors.professional_id as string | undefined}
        onChange={(id, called) => {
          form.setValues({ professional_id: id, opening_id: null });
          setName(called ?? '');
        }}
      />
      {whose && (
        <ListFaces
          query={openings}
          isEmpty={openings.data?.items.length === 0}
          empty={<Text c="dimmed">{t('edit.noOpening')}</Text>}
          skeleton={<RowsSkeleton rows={1} />}
        >
          <Select
            label={t('edit.opening')}
            data={(openings.data?.items ?? []).map((one) => ({ value: one.opening_id, label: hours(one) }))}
            {...form.getInputProps('opening_id')}
          />
        </ListFaces>
      )}
      <SomeOfChips
        legend={t('edit.widerAudience')}
        options={optionsOf(codes.audience)}
        {...form.getInputProps('audience')}
      />
    </AddFrame>
  );
}
