import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { thisMonth } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { CommunesField } from '@/ui/communes-field';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useJoin, useLeave, type Volunteer, volunteersQuery } from './queries';
import { useTexts } from './texts';

/** When, where and how much one volunteers: one's own word alone. */
export function MyAvailability({ professionalId }: { professionalId: string }) {
  const query = useQuery(volunteersQuery(thisMonth()));
  const said = query.data?.items.find((one) => one.professional_id === professionalId);
  return (
    <ListFaces query={query}>
      <AvailabilityForm key={said ? 'in' : 'out'} id={professionalId} said={said} />
    </ListFaces>
  );
}

function AvailabilityForm({ id, said }: { id: string; said: Volunteer | undefined }) {
  const t = useTexts();
  const join = useJoin(id);
  const leave = useLeave(id);
  const [weekdays, setWeekdays] = useState(said?.weekdays.map(String) ?? []);
  const [communes, setCommunes] = useState(said?.communes ?? []);
  const [leastHours, setLeastHours] = useState(said?.least_hours ?? 0);
  const save = () =>
    join.mutate(
      { weekdays: weekdays.map(Number), communes, least_hours: leastHours },
      { onSuccess: () => notifyDone(t('mine.saved')), onError: notifyRefusal },
    );
  const stop = () =>
    leave.mutate(undefined, { onSuccess: () => notifyDone(t('mine.left')), onError: notifyRefusal });
  return (
    <Stack gap="sm">
      {!said && <Text size="sm">{t('mine.notYet')}</Text>}
      <SomeOfChips
        legend={t('mine.weekdays')}
        options={optionsOf(codes.weekday)}
        value={weekdays}
        onChange={setWeekdays}
      />
      <CommunesField
        label={t('mine.sector')}
        none={t('mine.anywhere')}
        value={communes}
        onChange={setCommunes}
      />
      <NumberInput
        label={t('mine.least')}
        description={t('mine.leastHint')}
        min={0}
        max={200}
        value={leastHours}
        onChange={(value) => setLeastHours(Number(value) || 0)}
      />
      <Group gap="xs">
        <Button disabled={weekdays.length === 0} loading={join.isPending} onClick={save}>
          {t(said ? 'mine.save' : 'mine.join')}
        </Button>
        {said && (
          <Button variant="default" loading={leave.isPending} onClick={stop}>
            {t('mine.leave')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
