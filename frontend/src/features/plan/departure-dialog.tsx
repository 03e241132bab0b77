import { List, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { isoDay } from '@/lib/dates';
import { fullName } from '@/lib/typography';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { departurePreviewQuery, leaversQuery, useAnnounceDeparture } from './queries';
import { useTexts } from './texts';

interface DepartureDialogProps {
  onClose: () => void;
  /** The departure whose persons now wait: a plan of them comes next. */
  onAnnounced: (departureId: string) => void;
}

/** One act for all his persons: what it will do is counted before, because the others are told at once. */
export function DepartureDialog({ onClose, onAnnounced }: DepartureDialogProps) {
  const t = useTexts();
  const announce = useAnnounceDeparture();
  const key = useRef(newKey());
  const today = isoDay(new Date());
  const [on, setOn] = useState(today);
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const preview = useQuery(departurePreviewQuery(chosen?.id ?? null));
  const error = announce.error ?? preview.error;
  const confirm = () =>
    chosen &&
    announce.mutate(
      { key: key.current, professional_id: chosen.id, leaves_on: on },
      {
        onSuccess: (departure) => {
          const count = departure.searched_again + departure.stated_again;
          notifyDone(t('departure.done', { count }));
          onClose();
          if (count > 0) onAnnounced(departure.departure_id);
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      danger
      title={t('departure.title')}
      act={chosen ? t('departure.act', { name: chosen.name }) : t('departure.choose')}
      disabled={!chosen || !on || !preview.data || preview.data.announced}
      busy={announce.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Stack gap="sm">
        <Text>{t('departure.text')}</Text>
        <Refused error={error} />
        <LeaverField chosen={chosen?.id ?? null} onChoose={setChosen} />
        <DayField label={t('departure.on')} min={today} value={on} onChange={setOn} />
        <div aria-live="polite">
          {preview.data &&
            (preview.data.announced ? (
              <Text fw={600}>{t('departure.known')}</Text>
            ) : (
              <List>
                <List.Item>{t('departure.again', { count: preview.data.searched_again })}</List.Item>
                <List.Item>{t('departure.new', { count: preview.data.stated_again })}</List.Item>
                <List.Item>{t('departure.lost', { count: preview.data.out_of_reach })}</List.Item>
              </List>
            ))}
        </div>
      </Stack>
    </ConfirmDialog>
  );
}

interface LeaverFieldProps {
  chosen: string | null;
  onChoose: (chosen: { id: string; name: string } | null) => void;
}

function LeaverField({ chosen, onChoose }: LeaverFieldProps) {
  const t = useTexts();
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({ ...leaversQuery(name), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map((person) => ({
    value: person.professional_id,
    label: [fullName(person), person.place?.commune_name].filter(Boolean).join(' · '),
    name: fullName(person),
  }));
  return (
    <Select
      label={t('departure.who')}
      data={options}
      value={chosen}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={name.length >= 2 && !found.isFetching ? t('departure.nobody') : undefined}
      onChange={(id) => {
        const person = options.find((option) => option.value === id);
        onChoose(person ? { id: person.value, name: person.name } : null);
      }}
    />
  );
}
