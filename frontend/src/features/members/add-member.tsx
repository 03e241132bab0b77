import { Alert, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { isoDay } from '@/lib/dates';
import { fullName } from '@/lib/typography';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { candidatesQuery, useJoin } from './queries';
import { useTexts } from './texts';

/** Finds a professional of the directory by name and makes a member of him from a date on. */
export function AddMember({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTexts();
  const join = useJoin();
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed.trim(), 200);
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const [on, setOn] = useState(isoDay(new Date()));
  const found = useQuery({ ...candidatesQuery(name), placeholderData: keepPreviousData });
  const options = (found.data?.items ?? []).map((person) => ({
    value: person.professional_id,
    label: [
      fullName(person),
      person.profession_label,
      person.place?.commune_name,
      person.is_member && t('alreadyMember'),
    ]
      .filter(Boolean)
      .join(' · '),
    name: fullName(person),
    disabled: person.is_member,
  }));
  function close() {
    setTyped('');
    setChosen(null);
    join.reset();
    onClose();
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={t('addTitle')}
      act={chosen ? t('addAct', { name: chosen.name }) : t('addChoose')}
      disabled={!chosen || !on}
      busy={join.isPending}
      onClose={close}
      onConfirm={() =>
        chosen &&
        join.mutate(
          { professional_id: chosen.id, joined_on: on },
          {
            onSuccess: () => {
              notifyDone(t('added', { name: chosen.name }));
              close();
            },
          },
        )
      }
    >
      <Stack gap="sm">
        {join.error && (
          <Alert role="alert" color="rouge" variant="outline">
            {asProblem(join.error).sentence}
          </Alert>
        )}
        <Select
          label={t('addSearch')}
          data={options}
          value={chosen?.id ?? null}
          searchable
          searchValue={typed}
          onSearchChange={setTyped}
          filter={({ options: all }) => all}
          nothingFoundMessage={name.length >= 2 && !found.isFetching ? t('addNothing') : undefined}
          onChange={(id) => {
            const person = options.find((option) => option.value === id);
            setChosen(person ? { id: person.value, name: person.name } : null);
          }}
        />
        <TextInput
          type="date"
          label={t('addOn')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
