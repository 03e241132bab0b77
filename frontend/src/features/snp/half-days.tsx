import { Drawer, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, dayAndMonth, nextOpenDay, weekOf } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { HalfDayMatrix } from '@/ui/half-day-matrix';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { StepThrough } from '@/ui/step-through';
import { cellSlotsQuery, type FreeSlot, type HalfDayCell, type HalfDayRow, halfDaysQuery } from './queries';
import type { SnpSearch } from './search';
import { SlotRow } from './slot-row';
import classes from './snp.module.css';
import { useTexts } from './texts';
import { useSlotAct } from './use-slot-act';
import { WeekLink } from './week-link';

interface HalfDaysProps {
  search: SnpSearch;
  onChange: (changed: Partial<SnpSearch>) => void;
  onBook: (slot: FreeSlot) => void;
}

export function HalfDays({ search, onChange, onBook }: HalfDaysProps) {
  const t = useTexts();
  const week = weekOf(search.semaine ?? nextOpenDay(new Date()))[0] ?? '';
  const query = useQuery(halfDaysQuery(week, search));
  const [opened, setOpened] = useState<{ row: HalfDayRow; cell: HalfDayCell } | null>(null);
  const rows = (query.data?.rows ?? []).map((row) => ({
    ...row,
    id: row.professional_id,
    head: <WeekLink search={search} professionalId={row.professional_id} name={row.name} />,
    detail: [codeLabel('profession', row.profession_code), row.commune_name].filter(Boolean).join(' · '),
  }));
  return (
    <>
      <StepThrough
        before={t('filters.previousWeek')}
        after={t('filters.nextWeek')}
        onStep={(by) => onChange({ semaine: addDays(week, by * 7) })}
      >
        {t('filters.week', { day: dayAndMonth(week) })}
      </StepThrough>
      <ListFaces query={query} isEmpty={rows.length === 0} empty={<EmptyFace>{t('emptyTable')}</EmptyFace>}>
        <HalfDayMatrix
          days={query.data?.days ?? []}
          rows={rows}
          onOpen={({ id }, cell) => {
            const row = rows.find((one) => one.id === id);
            if (row) setOpened({ row, cell });
          }}
        />
      </ListFaces>
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size="lg"
        title={opened ? opened.row.name : ''}
      >
        {opened && (
          <CellSlots
            {...opened}
            search={search}
            onBook={(slot) => {
              setOpened(null);
              onBook(slot);
            }}
          />
        )}
      </Drawer>
    </>
  );
}

interface CellSlotsProps {
  row: HalfDayRow;
  cell: HalfDayCell;
  search: SnpSearch;
  onBook: (slot: FreeSlot) => void;
}

function CellSlots({ row, cell, search, onBook }: CellSlotsProps) {
  const act = useSlotAct(search);
  const t = useTexts();
  const query = useQuery(cellSlotsQuery(row, cell, search));
  const slots = query.data?.items ?? [];
  return (
    <>
      <Text mb="sm" fw={600}>
        {t('cell', { day: dayAndMonth(cell.day), half: t(`half.${cell.half}`) })}
      </Text>
      <ListFaces query={query} isEmpty={slots.length === 0} empty={<EmptyFace>{t('drawerEmpty')}</EmptyFace>}>
        <ul className={classes.slots}>
          {slots.map((slot) => (
            <SlotRow key={slot.slot_id} slot={slot} act={act} onBook={onBook} />
          ))}
        </ul>
      </ListFaces>
    </>
  );
}
