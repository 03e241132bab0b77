import { createFileRoute } from '@tanstack/react-router';

const TABS = [
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

interface CaseSearch {
  onglet?: (typeof TABS)[number];
}

export const Route = createFileRoute('/_app/demandes/$id/')({
  validateSearch: (search: Record<string, unknown>): CaseSearch => ({
    onglet: TABS.find((tab) => tab === search.onglet),
  }),
});
