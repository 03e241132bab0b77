import { Alert, Group, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, civilInstant, dayAndMonth, hour, isoDay, nextOpenDay, weekOf } from '@/lib/dates';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { StepThrough } from '@/ui/step-through';
import classes from './agenda-week.module.css';
import { AppointmentLine } from './appointment-line';
import { BookLink } from './book-link';
import { CopyOpenings } from './copy-openings';
import { FreeSlotLine } from './free-slot-line';
import { type AgendaAppointment, type AgendaSlot, type AgendaSpan, agendaQuery } from './queries';
import { useTexts } from './texts';
import { useNames } from './use-names';

interface Line {
  at: string;
  ends: string;
  appointment?: AgendaAppointment;
  slot?: AgendaSlot;
  /** Appointments that the owner still allows beside this one. */
  room?: number;
}

/** One week of one professional as a list by day; names only where a booking opened the right to them. */
export function AgendaWeek({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const [monday, setMonday] = useState(() => weekOf(nextOpenDay(new Date()))[0] ?? '');
  const query = useQuery(
    agendaQuery(professionalId, civilInstant(monday, '00:00'), civilInstant(addDays(monday, 7), '00:00')),
  );
  const lines = query.data ? linesOf(query.data) : [];
  const nameOf = useNames(lines.flatMap(({ appointment }) => appointment ?? []));
  const days = [...new Set(lines.map((line) => isoDay(line.at)))];
  return (
    <Stack gap="sm">
      <StepThrough
        size="compact-md"
        before={t('previousWeek')}
        after={t('nextWeek')}
        onStep={(by) => setMonday(addDays(monday, by * 7))}
      >
        {t('week', { day: dayAndMonth(monday) })}
      </StepThrough>
      <Group gap="xs">
        <CopyOpenings professionalId={professionalId} monday={monday} />
        <BookLink professionalId={professionalId} week={monday}>
          {t('book')}
        </BookLink>
      </Group>
      {query.data?.absences.map(({ starts_on, ends_on }) => (
        <Alert key={starts_on} variant="light" role="status" py="xs">
          {t('absent', { first: dayAndMonth(starts_on), last: dayAndMonth(ends_on) })}
        </Alert>
      ))}
      <ListFaces query={query} isEmpty={lines.length === 0} empty={<EmptyFace>{t('agendaEmpty')}</EmptyFace>}>
        {days.map((day) => (
          <div key={day}>
            <Title order={3} size="h5" mb={4}>
              {dayAndMonth(day)}
            </Title>
            <ul className={classes.lines}>
              {lines
                .filter((line) => isoDay(line.at) === day)
                .map((line) => (
                  <li
                    key={`${line.at}-${line.appointment?.appointment_id ?? 'slot'}`}
                    className={classes.line}
                  >
                    <span className={classes.hour}>
                      {hour(line.at)} – {hour(line.ends)}
                    </span>
                    {line.appointment ? (
                      <AppointmentLine
                        professionalId={professionalId}
                        appointment={line.appointment}
                        name={nameOf(line.appointment)}
                        more={
                          line.room ? (
                            <BookLink professionalId={professionalId} week={monday}>
                              {t('overbooking.add')}
                            </BookLink>
                          ) : undefined
                        }
                      />
                    ) : line.slot?.status === 'free' ? (
                      <FreeSlotLine professionalId={professionalId} slot={line.slot} />
                    ) : (
                      <span className={classes.free}>{t(`slot.${line.slot?.status ?? 'booked'}`)}</span>
                    )}
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </ListFaces>
    </Stack>
  );
}

/** As far as the owner said, at a time that has not begun; said once, beside the first. */
function roomBeside(appointment: AgendaAppointment, { slots, appointments }: AgendaSpan): number {
  if (appointment.overbooked || Date.parse(appointment.starts_at) <= Date.now()) return 0;
  const slot = slots.find((one) => one.slot_id === appointment.slot_id);
  const beside = appointments.filter((one) => one.overbooked && one.slot_id === appointment.slot_id);
  return (slot?.overbooking ?? 0) - beside.length;
}

/** Appointments, and the slots that none of them fills, by time. */
function linesOf(agenda: AgendaSpan): Line[] {
  // A long reason fills several slots, an overbooking none that is not filled already.
  const isFilled = (at: string) => agenda.appointments.some((one) => one.starts_at <= at && at < one.ends_at);
  const slots = agenda.slots
    .filter(({ status, starts_at }) => status === 'free' || !isFilled(starts_at))
    .map((slot) => ({ at: slot.starts_at, ends: slot.ends_at, slot }));
  const booked = agenda.appointments.map((appointment) => ({
    at: appointment.starts_at,
    ends: appointment.ends_at,
    appointment,
    room: roomBeside(appointment, agenda),
  }));
  return [...slots, ...booked].sort((one, other) => one.at.localeCompare(other.at));
}
