import type { DelaysSearch, Group } from './queries';

/** The filter that keeps the page to a group. */
export const FILTER = { profession: 'profession', commune: 'commune', modality: 'ou' } as const;
type Counted = 'lines' | 'appointments';

/** A figure of the groups, as the URL names it. */
export const groupFigure = ({ dimension, code }: Group, counted: Counted) =>
  `${dimension}.${code}.${counted}`;

/** Whose figure is open, what it counts, and the only filter that it knows: groups stand side by side without any. */
export function openedGroup(search: DelaysSearch, groups: Group[]) {
  const counts = ['lines', 'appointments'] as const;
  for (const group of groups) {
    const counted = counts.find((one) => groupFigure(group, one) === search.groupe);
    const { depuis, jusque } = search;
    if (counted)
      return {
        group,
        counted,
        only: { depuis, jusque, [FILTER[group.dimension]]: group.code } as DelaysSearch,
      };
  }
  return null;
}
