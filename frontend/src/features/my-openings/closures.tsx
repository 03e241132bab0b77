import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { addDays, civilInstant, dayAndHour, hour, isoDay, shortDay } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import classes from './agenda-week.module.css';
import { AppointmentLine } from './appointment-line';
import { agendaQuery, type Closure, closuresQuery, useReopen } from './queries';
import { useTexts } from './texts';
import { useNames } from './use-names';

/** Days: an agenda is read over 62 at most. */
const READ_AT_ONCE = 61;

/** Spans that are closed, each with the appointments that stand in it: to be honoured, or moved by hand. */
export function Closures({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const closures = useQuery(closuresQuery(professionalId)).data?.items ?? [];
  if (closures.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text fw={600} size="sm">
        {t('closures')}
      </Text>
      {closures.map((closure) => (
        <div key={closure.closure_id}>
          <ClosureLine closure={closure} />
          {closure.still_booked.length > 0 && <StillBooked closure={closure} />}
        </div>
      ))}
    </Stack>
  );
}

function ClosureLine({ closure }: { closure: Closure }) {
  const t = useTexts();
  const reopen = useReopen();
  const span = { day: shortDay(closure.from), from: hour(closure.from), to: hour(closure.to) };
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <Text size="sm">{t('span', span)}</Text>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={reopen.isPending}
        onClick={() =>
          reopen.mutate(closure.closure_id, {
            onSuccess: () => notifyDone(t('reopened')),
            onError: notifyRefusal,
          })
        }
      >
        {t('reopen')}
        <span className="vh"> {t('span', span)}</span>
      </Button>
    </Group>
  );
}

function StillBooked({ closure }: { closure: Closure }) {
  const t = useTexts();
  const last = civilInstant(addDays(isoDay(closure.from), READ_AT_ONCE), '00:00');
  const until = Date.parse(closure.to) < Date.parse(last) ? closure.to : last;
  const agenda = useQuery(agendaQuery(closure.professional_id, closure.from, until));
  const standing = (agenda.data?.appointments ?? []).filter((one) =>
    closure.still_booked.includes(one.appointment_id),
  );
  const nameOf = useNames(standing);
  return (
    <>
      <Text size="sm" fw={600} c="ambre.8">
        {t('close.stillBooked', { count: closure.still_booked.length })}
      </Text>
      <ListFaces query={agenda}>
        <ul className={classes.lines}>
          {standing.map((one) => (
            <li key={one.appointment_id} className={classes.line}>
              <span className={classes.hour}>{dayAndHour(one.starts_at)}</span>
              <AppointmentLine
                professionalId={closure.professional_id}
                appointment={one}
                name={nameOf(one)}
              />
            </li>
          ))}
        </ul>
      </ListFaces>
    </>
  );
}
