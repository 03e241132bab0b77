import type { AppealView } from './queries';

/** As they stand in the URL, with what the service calls them. */
export const VIEWS = {
  ouverts: 'open',
  'pour-moi': 'for_me',
  'les-miens': 'mine',
  clos: 'closed',
} as const satisfies Record<string, AppealView>;

export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

export interface AppealsSearch {
  vue: ViewName;
  commune?: string;
  profession?: string;
}

export function readAppealsSearch(search: Record<string, unknown>): AppealsSearch {
  const text = (value: unknown) => (value === undefined || value === '' ? undefined : String(value));
  const commune = text(search.commune);
  const profession = text(search.profession);
  return {
    vue: VIEW_NAMES.find((one) => one === search.vue) ?? 'ouverts',
    ...(commune && { commune }),
    ...(profession && { profession }),
  };
}

export const toQuery = ({ vue, commune, profession }: AppealsSearch) => ({
  view: VIEWS[vue],
  commune_code: commune,
  profession_code: profession,
});
