import { Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { addDays, dayAndMonth, nextOpenDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { HourBoard } from '@/ui/calendar/hour-board';
import { DayField } from '@/ui/day-field';
import { ListFaces } from '@/ui/list-faces';
import { StepThrough } from '@/ui/step-through';
import { BoardSlotCell } from './board-slot';
import { type BoardColumn, type BoardSlot, dayBoardQuery } from './queries';
import type { SnpSearch } from './search';
import { useTexts } from './texts';
import { useSlotAct } from './use-slot-act';
import { WeekLink } from './week-link';

export interface BoardProps {
  search: SnpSearch;
  onChange: (changed: Partial<SnpSearch>) => void;
  onBook: (slot: BoardSlot) => void;
  onOverbook?: (slot: BoardSlot) => void;
}

/** One day, a column for each agenda that the filters name. */
export function DayBoard({ search, onChange, onBook, onOverbook }: BoardProps) {
  const t = useTexts();
  const act = useSlotAct(search);
  const day = search.jour ?? nextOpenDay(new Date());
  const query = useQuery(dayBoardQuery(day, search));
  const all = query.data?.columns ?? [];
  const places = [...new Set(all.flatMap(({ slots }) => slots.map(placeOf)).filter(Boolean))].sort();
  const columns = all
    .map((column) => ({ ...column, slots: column.slots.filter((slot) => isAt(slot, search.lieu)) }))
    .filter(({ slots }) => slots.length > 0)
    .map((column) => ({
      id: column.professional_id,
      head: <Head column={column} search={search} />,
      ...column,
    }));
  return (
    <>
      <Group gap="sm" align="flex-end" className="no-print">
        <StepThrough
          before={t('board.previousDay')}
          after={t('board.nextDay')}
          onStep={(by) => onChange({ jour: addDays(day, by) })}
        >
          <DayField
            label={t('board.day')}
            value={day}
            onChange={(value) => onChange({ jour: value || undefined })}
          />
        </StepThrough>
        <Select
          label={t('board.place')}
          placeholder={t('board.everyPlace')}
          data={search.lieu && !places.includes(search.lieu) ? [...places, search.lieu] : places}
          value={search.lieu ?? null}
          onChange={(value) => onChange({ lieu: value ?? undefined })}
          searchable
          clearable
        />
      </Group>
      <Text fw={600} aria-live="polite">
        {dayAndMonth(day)}
      </Text>
      <ListFaces query={query} isEmpty={columns.length === 0} empty={<Text>{t('board.emptyDay')}</Text>}>
        {query.data?.more && <Text size="sm">{t('board.more', { count: all.length })}</Text>}
        <HourBoard caption={t('board.caption', { day: dayAndMonth(day) })} columns={columns} phone="hours">
          {(slot) => <BoardSlotCell slot={slot} act={act} onBook={onBook} onOverbook={onOverbook} />}
        </HourBoard>
      </ListFaces>
    </>
  );
}

const placeOf = ({ place_label, commune_name }: BoardSlot) =>
  [place_label, commune_name].filter(Boolean).join(' · ');
const isAt = (slot: BoardSlot, place?: string) => !place || placeOf(slot) === place;

function Head({ column, search }: { column: BoardColumn; search: SnpSearch }) {
  return (
    <>
      <WeekLink search={search} professionalId={column.professional_id} name={column.name} />
      <Text size="sm" fw={400} c="dimmed">
        {[codeLabel('profession', column.profession_code), column.commune_name].filter(Boolean).join(' · ')}
      </Text>
    </>
  );
}
