import { ScrollArea, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { clock, shortDay } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import classes from './half-day-matrix.module.css';

export interface HalfDayCell {
  day: string;
  half: 'morning' | 'afternoon';
  free: number;
  first_at?: string | null;
  state: 'free' | 'full' | 'none';
}

export interface HalfDayRow<Cell extends HalfDayCell = HalfDayCell> {
  id: string;
  name: string;
  /** Where the head of the row is more than the name. */
  head?: ReactNode;
  detail?: string;
  cells: Cell[];
}

interface HalfDayMatrixProps<Cell extends HalfDayCell> {
  /** YYYY-MM-DD, in the order of the columns. */
  days: string[];
  rows: HalfDayRow<Cell>[];
  onOpen: (row: HalfDayRow<Cell>, cell: Cell) => void;
}

const HALVES = ['morning', 'afternoon'] as const;

/** People × half-days: « un rendez-vous dans la demi-journée » at a glance, printable, read by a screen reader. */
export function HalfDayMatrix<Cell extends HalfDayCell>({ days, rows, onOpen }: HalfDayMatrixProps<Cell>) {
  const t = useCommon();
  return (
    <ScrollArea
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('halfDay.caption') }}
    >
      <table className={classes.table}>
        <caption className="vh">{t('halfDay.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className={classes.person}>
              {t('halfDay.person')}
            </th>
            {days.map((day) => (
              <th key={day} scope="colgroup" colSpan={2}>
                {shortDay(day)}
              </th>
            ))}
          </tr>
          <tr>
            {days.flatMap((day) =>
              HALVES.map((half) => (
                <th key={`${day}-${half}`} scope="col" className={classes.half}>
                  {t(`halfDay.${half}`)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className={classes.person}>
                {row.head ?? row.name}
                {row.detail && <span className={classes.detail}>{row.detail}</span>}
              </th>
              {days.flatMap((day) =>
                HALVES.map((half) => {
                  const cell = row.cells.find((one) => one.day === day && one.half === half);
                  return (
                    <td key={`${day}-${half}`}>
                      <CellContent
                        cell={cell}
                        label={`${row.name}, ${shortDay(day)}`}
                        onOpen={() => cell && onOpen(row, cell)}
                      />
                    </td>
                  );
                }),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="sm" c="dimmed" mt="xs">
        {t('halfDay.hint')}
      </Text>
    </ScrollArea>
  );
}

interface CellProps {
  cell?: HalfDayCell;
  label: string;
  onOpen: () => void;
}

// No aria-label: the name of the button must contain what is seen (WCAG 2.5.3), so the rest is hidden words.
function CellContent({ cell, label, onOpen }: CellProps) {
  const t = useCommon();
  if (!cell || cell.state === 'none') {
    return (
      <span className={classes.nothing}>
        <span aria-hidden>–</span>
        <span className="vh">{t('halfDay.none')}</span>
      </span>
    );
  }
  if (cell.state === 'full') return <span className={classes.full}>{t('halfDay.full')}</span>;
  return (
    <button type="button" className={classes.free} onClick={onOpen}>
      <b>{cell.free}</b>
      <span className="vh">
        {' '}
        {t('halfDay.free', { count: cell.free })}
        {t('halfDay.from')}
      </span>
      <span>{cell.first_at ? clock(cell.first_at) : ''}</span>
      <span className="vh">
        {' '}
        – {label} {t(`halfDay.${cell.half}`)}
      </span>
    </button>
  );
}
