export const CASE_TABS = [
  'suivi',
  'priorite',
  'soin',
  'social',
  'comptes-rendus',
  'echanges',
  'relais',
  'participants',
  'journal',
] as const;
export type CaseTab = (typeof CASE_TABS)[number];

export interface CaseSearch {
  onglet?: CaseTab;
}

export const readCaseSearch = (search: Record<string, unknown>): CaseSearch => ({
  onglet: CASE_TABS.find((tab) => tab === search.onglet),
});
