import type { PlanRow } from '@/api/types';

/** Rows that stand under one heading: those of a household, or one row alone. */
export interface Home {
  household: PlanRow['household'];
  rows: [PlanRow, ...PlanRow[]];
}

/** The rows of a household follow one another. */
export function homesOf(rows: PlanRow[]): Home[] {
  const homes: Home[] = [];
  for (const row of rows) {
    const last = homes.at(-1);
    const { household } = row;
    if (household && last?.household?.household_id === household.household_id) last.rows.push(row);
    else homes.push({ household, rows: [row] });
  }
  return homes;
}
