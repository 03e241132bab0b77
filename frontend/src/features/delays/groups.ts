import type { DelaysSearch, Group } from './queries';

/** The filter that keeps the page to a group. */
export const FILTER = { profession: 'profession', commune: 'commune', modality: 'ou' } as const;
export const COUNTED = ['lines', 'third', 'appointments', 'realised'] as const;
export type Counted = (typeof COUNTED)[number];
/** Medians, whose rows come in the order of their days. */
const MEDIANS: readonly Counted[] = ['third', 'realised'];

/** A figure of the groups, as the URL names it. */
export const groupFigure = ({ dimension, code }: Group, counted: Counted) =>
  `${dimension}.${code}.${counted}`;

/** Whose figure is open, what it counts, and the only filter that it knows: groups stand side by side without any. */
export function openedGroup(search: DelaysSearch, groups: Group[]) {
  for (const group of groups) {
    const counted = COUNTED.find((one) => groupFigure(group, one) === search.groupe);
    const { depuis, jusque } = search;
    if (counted)
      return {
        group,
        counted,
        only: {
          depuis,
          jusque,
          [FILTER[group.dimension]]: group.code,
          ...(MEDIANS.includes(counted) && { tri: 'jours' }),
        } as DelaysSearch,
      };
  }
  return null;
}
