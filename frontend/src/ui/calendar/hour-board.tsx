import { ScrollArea, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { clock } from '@/lib/dates';
import { NBSP } from '@/lib/typography';
import { useIsPhone } from '@/ui/use-is-phone';
import classes from './hour-board.module.css';

interface Timed {
  slot_id: string;
  starts_at: string;
}

export interface HourColumn<Slot extends Timed> {
  id: string;
  /** What the column is called, in words. */
  name: string;
  /** The head of the column, where it is more than its name. */
  head?: ReactNode;
  slots: Slot[];
}

interface HourBoardProps<Slot extends Timed> {
  caption: string;
  columns: HourColumn<Slot>[];
  children: (slot: Slot, column: HourColumn<Slot>) => ReactNode;
  /** What a phone lists first: the hours with whoever is free then, or the columns with their hours. */
  phone: 'hours' | 'columns';
}

/** Columns × hours. A table, so that it prints and is read aloud; on a phone a list. */
export function HourBoard<Slot extends Timed>(props: HourBoardProps<Slot>) {
  const isPhone = useIsPhone();
  if (!isPhone) return <HourTable {...props} />;
  return props.phone === 'hours' ? <ByHour {...props} /> : <ByColumn {...props} />;
}

const said = (hour: number) => `${hour}${NBSP}h`;
const hourOf = (slot: Timed) => Number(clock(slot.starts_at).slice(0, 2));

/** From the first hour that has a slot to the last, the empty ones between them too. */
function hoursOf(columns: HourColumn<Timed>[]): number[] {
  const found = columns.flatMap(({ slots }) => slots.map(hourOf));
  if (found.length === 0) return [];
  const first = Math.min(...found);
  return Array.from({ length: Math.max(...found) - first + 1 }, (_, index) => first + index);
}

function HourTable<Slot extends Timed>({ caption, columns, children }: HourBoardProps<Slot>) {
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': caption }}>
      <table className={classes.table}>
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <td className={classes.corner} />
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {column.head ?? column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hoursOf(columns).map((hour) => (
            <tr key={hour}>
              <th scope="row">{said(hour)}</th>
              {columns.map((column) => (
                <td key={column.id}>
                  <div className={classes.cell}>
                    {column.slots
                      .filter((slot) => hourOf(slot) === hour)
                      .map((slot) => (
                        <div key={slot.slot_id}>{children(slot, column)}</div>
                      ))}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function ByHour<Slot extends Timed>({ columns, children }: HourBoardProps<Slot>) {
  return hoursOf(columns).map((hour) => {
    const then = columns.flatMap((column) =>
      column.slots.filter((slot) => hourOf(slot) === hour).map((slot) => ({ slot, column })),
    );
    if (then.length === 0) return null;
    then.sort((one, other) => one.slot.starts_at.localeCompare(other.slot.starts_at));
    return (
      <section key={hour}>
        <Title order={2} size="h4" mb={4}>
          {said(hour)}
        </Title>
        <ul className={classes.list}>
          {then.map(({ slot, column }) => (
            <li key={slot.slot_id} className={classes.line}>
              {children(slot, column)}
              <span>{column.name}</span>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function ByColumn<Slot extends Timed>({ columns, children }: HourBoardProps<Slot>) {
  return columns
    .filter(({ slots }) => slots.length > 0)
    .map((column) => (
      <section key={column.id}>
        <Title order={2} size="h4" mb={4}>
          {column.name}
        </Title>
        <div className={classes.cell}>
          {column.slots.map((slot) => (
            <div key={slot.slot_id}>{children(slot, column)}</div>
          ))}
        </div>
      </section>
    ));
}
