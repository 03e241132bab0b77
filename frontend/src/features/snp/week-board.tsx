import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { addDays, dayAndMonth, isoDay, nextOpenDay, shortDay, weekOf } from '@/lib/dates';
import { HourBoard } from '@/ui/calendar/hour-board';
import { ListFaces } from '@/ui/list-faces';
import { StepThrough } from '@/ui/step-through';
import { BoardSlotCell } from './board-slot';
import type { BoardProps } from './day-board';
import { weekBoardQuery } from './queries';
import { useTexts } from './texts';
import { useSlotAct } from './use-slot-act';

/** One person's week, a column for each day, as far as the reader may see it. */
export function WeekBoard({ search, onChange, onBook, onOverbook }: BoardProps) {
  const t = useTexts();
  const act = useSlotAct(search);
  const monday = weekOf(search.semaine ?? nextOpenDay(new Date()))[0] ?? '';
  const query = useQuery(weekBoardQuery(monday, search.agenda ?? '', search));
  const person = query.data?.columns[0];
  const columns = (query.data?.days ?? []).map((day) => ({
    id: day,
    name: shortDay(day),
    slots: (person?.slots ?? []).filter((slot) => isoDay(slot.starts_at) === day),
  }));
  return (
    <>
      <StepThrough
        before={t('filters.previousWeek')}
        after={t('filters.nextWeek')}
        onStep={(by) => onChange({ semaine: addDays(monday, by * 7) })}
      >
        {t('filters.week', { day: dayAndMonth(monday) })}
      </StepThrough>
      <ListFaces query={query} isEmpty={!person} empty={<Text>{t('board.emptyWeek')}</Text>}>
        <Title order={2} size="h4">
          {person?.name}
        </Title>
        <HourBoard
          caption={t('board.weekOf', { name: person?.name, day: dayAndMonth(monday) })}
          columns={columns}
          phone="columns"
        >
          {(slot) => <BoardSlotCell slot={slot} act={act} onBook={onBook} onOverbook={onOverbook} />}
        </HourBoard>
      </ListFaces>
    </>
  );
}
