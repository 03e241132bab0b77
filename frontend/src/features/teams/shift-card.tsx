import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type Cover, type CoverAct, useCoverAct } from '@/agendas/covers';
import { dayAndMonth, hour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import type { Shift, ShiftNeed, Team } from './queries';
import { useTexts } from './texts';

/** Hours of one day: for each profession who is needed, and who comes. */
export function ShiftCard({ shift, team }: { shift: Shift; team: Team }) {
  const t = useTexts();
  const isComing = shift.seats.some((one) => one.is_mine);
  const title = t('shift.when', {
    day: dayAndMonth(shift.day),
    from: hour(shift.from_time),
    to: hour(shift.to_time),
  });
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Title order={3} size="h5">
            {title}
          </Title>
          {shift.slots > 0 && (
            <Text size="sm">{t('shift.fill', { taken: shift.slots_taken, slots: shift.slots })}</Text>
          )}
        </Group>
        {shift.needs.map((need) => (
          <Need
            key={`${need.profession_code}${need.has_line}`}
            need={need}
            seats={shift.seats.filter(
              (one) => one.profession_code === need.profession_code && one.has_line === need.has_line,
            )}
            title={title}
            atOnce={team.confirms_at_once}
            isComing={isComing}
          />
        ))}
      </Stack>
    </Paper>
  );
}

interface NeedProps {
  need: ShiftNeed;
  seats: Cover[];
  title: string;
  /** Whoever takes a seat has it. */
  atOnce: boolean;
  /** The reader has a seat of these hours: nobody comes twice. */
  isComing: boolean;
}

function Need({ need, seats, title, atOnce, isComing }: NeedProps) {
  const t = useTexts();
  const profession = codeLabel('profession', need.profession_code);
  const held = seats.filter((one) => one.locum_id !== null);
  const open = seats.find((one) => one.status === 'open');
  const name = need.has_line ? profession : t('shift.beside', { profession });
  return (
    <div>
      <Group gap="xs">
        <Text fw={600}>{t('shift.need', { profession: name, ...need })}</Text>
        {need.claimed > 0 && (
          <Badge variant="light" color="ambre">
            {t('seats.claimed', { count: need.claimed })}
          </Badge>
        )}
      </Group>
      {held.map((seat) => (
        <Group key={seat.cover_id} gap="xs" my={4}>
          <Text>{seat.is_mine ? t('shift.me') : seat.locum_name}</Text>
          <Badge variant="light" color={seat.status === 'confirmed' ? 'vert' : 'ambre'}>
            {t(`status.${seat.status as 'claimed' | 'confirmed'}`)}
          </Badge>
          <SeatActs seat={seat} about={`${seat.locum_name}, ${title}`} atOnce={atOnce} />
        </Group>
      ))}
      {open && (
        <SeatActs
          seat={isComing ? { ...open, may: open.may.filter((one) => one !== 'claim') } : open}
          about={`${name}, ${title}`}
          atOnce={atOnce}
        />
      )}
    </div>
  );
}

/** A seat is given back as a whole: whoever cannot come does not offer himself still. */
type SeatAct = Exclude<CoverAct, 'reopen'>;

const actsOn = (seat: Cover) =>
  seat.may.filter(
    (one): one is SeatAct => one !== 'reopen' && (one !== 'withdraw' || seat.status === 'open'),
  );

function SeatActs({ seat, about, atOnce }: { seat: Cover; about: string; atOnce: boolean }) {
  const t = useTexts();
  const act = useCoverAct();
  function done(one: SeatAct, given: Cover) {
    if (one !== 'claim') return notifyDone(t(`done.${one}`));
    notifyUndo(t(atOnce ? 'done.atOnce' : 'done.claim'), () => act.mutate({ cover: given, act: 'release' }));
  }
  return (
    <Group gap="xs" className="no-print">
      {actsOn(seat).map((one) => (
        <Button
          key={one}
          size={one === 'claim' ? 'md' : 'compact-md'}
          variant={one === 'claim' || one === 'confirm' ? 'filled' : 'default'}
          loading={act.isPending}
          onClick={() =>
            act.mutate(
              { cover: seat, act: one },
              { onSuccess: (given) => done(one, given), onError: notifyRefusal },
            )
          }
        >
          {t(`act.${one}`)}
          <span className="vh"> – {about}</span>
        </Button>
      ))}
    </Group>
  );
}
