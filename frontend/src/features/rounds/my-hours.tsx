import { Alert, Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { codeLabel } from '@/lib/i18n';
import { CommunesField } from '@/ui/communes-field';
import { TimeField } from '@/ui/day-field';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { SkillsField } from './note-dialog';
import {
  type RoundVolunteer,
  useStopVolunteering,
  useVolunteer,
  type VolunteerForRounds,
  volunteersQuery,
} from './queries';
import { useTexts } from './texts';

type Hours = VolunteerForRounds['hours'][number];

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];
const A_MORNING: Hours = { weekday: 1, from_time: '08:00', to_time: '12:00', most: 6 };

/** Where, when and for what one visits at home: one's own word alone. */
export function MyHours({ professionalId }: { professionalId: string }) {
  const query = useQuery(volunteersQuery);
  const said = query.data?.items.find((one) => one.professional_id === professionalId);
  return (
    <ListFaces query={query}>
      <HoursForm key={said ? 'in' : 'out'} id={professionalId} said={said} />
    </ListFaces>
  );
}

function HoursForm({ id, said }: { id: string; said: RoundVolunteer | undefined }) {
  const t = useTexts();
  const save = useVolunteer(id);
  const stop = useStopVolunteering(id);
  const [hours, setHours] = useState<Hours[]>(said?.hours ?? []);
  const [communes, setCommunes] = useState(said?.communes ?? []);
  const [skills, setSkills] = useState(said?.skills ?? []);
  const change = (index: number, changed: Partial<Hours>) =>
    setHours(hours.map((one, place) => (place === index ? { ...one, ...changed } : one)));
  return (
    <Stack gap="sm" className="no-print">
      {!said && <Text size="sm">{t('hours.notYet')}</Text>}
      {hours.map((one, index) => (
        <OneHours
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else of their own
          key={index}
          rank={index + 1}
          hours={one}
          onChange={(changed) => change(index, changed)}
          onRemove={() => setHours(hours.filter((_, place) => place !== index))}
        />
      ))}
      <Group>
        <Button variant="default" onClick={() => setHours([...hours, A_MORNING])}>
          {t('hours.add')}
        </Button>
      </Group>
      <CommunesField
        label={t('hours.sector')}
        none={t('hours.anywhere')}
        value={communes}
        onChange={setCommunes}
      />
      <SkillsField value={skills} onChange={setSkills} />
      {save.error && (
        <Alert role="alert" color="rouge" variant="outline">
          {asProblem(save.error).sentence}
        </Alert>
      )}
      <Group gap="xs">
        <Button
          disabled={hours.length === 0}
          loading={save.isPending}
          onClick={() =>
            save.mutate({ hours, communes, skills }, { onSuccess: () => notifyDone(t('hours.saved')) })
          }
        >
          {t(said ? 'hours.save' : 'hours.join')}
        </Button>
        {said && (
          <Button
            variant="default"
            loading={stop.isPending}
            onClick={() =>
              stop.mutate(undefined, { onSuccess: () => notifyDone(t('hours.left')), onError: notifyRefusal })
            }
          >
            {t('hours.leave')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

interface OneHoursProps {
  rank: number;
  hours: Hours;
  onChange: (changed: Partial<Hours>) => void;
  onRemove: () => void;
}

function OneHours({ rank, hours, onChange, onRemove }: OneHoursProps) {
  const t = useTexts();
  return (
    <Group gap="xs" align="flex-end" component="fieldset" bd={0} p={0} m={0}>
      <legend className="vh">{t('hours.one', { rank })}</legend>
      <NativeSelect
        label={t('hours.weekday')}
        value={String(hours.weekday)}
        data={WEEKDAYS.map((value) => ({ value, label: codeLabel('weekday', value) }))}
        onChange={(event) => onChange({ weekday: Number(event.currentTarget.value) })}
      />
      <TimeField
        label={t('hours.from')}
        value={hours.from_time}
        onChange={(from_time) => onChange({ from_time })}
      />
      <TimeField label={t('hours.to')} value={hours.to_time} onChange={(to_time) => onChange({ to_time })} />
      <NumberInput
        label={t('hours.most')}
        w={110}
        min={1}
        max={30}
        value={hours.most}
        onChange={(most) => onChange({ most: Number(most) || 1 })}
      />
      <Button variant="default" onClick={onRemove}>
        {t('hours.remove')}
        <span className="vh"> – {t('hours.one', { rank })}</span>
      </Button>
    </Group>
  );
}
