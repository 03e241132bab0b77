import { Button, Group, NumberInput, Pill, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { codeLabel } from '@/lib/i18n';
import { SomeOfChips } from '@/ui/chips-field';
import { CommuneField } from '@/ui/commune-field';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useJoin, useLeave, type Volunteer, volunteersQuery } from './queries';
import { useTexts } from './texts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];

/** When, where and how much one volunteers: one's own word alone. */
export function MyAvailability({ professionalId }: { professionalId: string }) {
  const query = useQuery(volunteersQuery);
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
        options={WEEKDAYS.map((day) => ({ value: day, label: codeLabel('weekday', day) }))}
        value={weekdays}
        onChange={setWeekdays}
      />
      <Sectors communes={communes} onChange={setCommunes} />
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

/** Named as they are chosen; those kept before show their code until the field names them. */
function Sectors({ communes, onChange }: { communes: string[]; onChange: (codes: string[]) => void }) {
  const t = useTexts();
  const [names, setNames] = useState<Record<string, string>>({});
  return (
    <Stack gap={6}>
      <CommuneField
        label={t('mine.sector')}
        value={null}
        onChange={(code, name) => {
          if (!code || communes.includes(code)) return;
          setNames({ ...names, [code]: name ?? code });
          onChange([...communes, code]);
        }}
      />
      <Group gap={6}>
        {communes.length === 0 && <Text size="sm">{t('mine.anywhere')}</Text>}
        {communes.map((code) => (
          <Pill
            key={code}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('mine.removeSector', { name: names[code] ?? code }) }}
            onRemove={() => onChange(communes.filter((one) => one !== code))}
          >
            {names[code] ?? code}
          </Pill>
        ))}
      </Group>
    </Stack>
  );
}
