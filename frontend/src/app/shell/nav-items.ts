import {
  IconArrowsExchange,
  IconBeach,
  IconBuildingBridge2,
  IconBuildingCommunity,
  IconCalendarHeart,
  IconCalendarPlus,
  IconCalendarUser,
  IconCalendarWeek,
  IconChartBar,
  IconChecklist,
  IconClipboardList,
  IconClock,
  IconFileImport,
  IconHeartHandshake,
  IconHourglass,
  IconId,
  IconListNumbers,
  IconMailQuestion,
  IconMap2,
  IconMapSearch,
  IconPhoneCall,
  IconReceiptEuro,
  IconRoute,
  IconScale,
  IconSettings,
  IconTransfer,
  IconUsers,
  IconVaccine,
  IconVirus,
  IconWorld,
} from '@tabler/icons-react';
import { BOOKING, COORDINATION, DIRECTORY_READERS, hasRole, RECEIVING, STATING, TRIAGE } from '@/api/session';
import type { Role, Session } from '@/api/types';
import { PATHS } from '@/app/paths';

const OFFICE: Role[] = ['secretary', 'director'];

const ITEMS = [
  { key: 'todo', to: PATHS.home, icon: IconChecklist, roles: null },
  { key: 'referrals', to: PATHS.referrals, icon: IconClipboardList, roles: [...STATING, ...OFFICE] },
  { key: 'calls', to: PATHS.calls, icon: IconPhoneCall, roles: COORDINATION },
  { key: 'handed', to: PATHS.handed, icon: IconTransfer, roles: RECEIVING },
  {
    key: 'mySolicitations',
    to: PATHS.mySolicitations,
    icon: IconMailQuestion,
    roles: ['professional', 'delegate'] as Role[],
  },
  {
    key: 'unpaidActs',
    to: PATHS.unpaidActs,
    icon: IconReceiptEuro,
    roles: [...COORDINATION, 'professional'] as Role[],
  },
  { key: 'appeals', to: PATHS.appeals, icon: IconHeartHandshake, roles: [...STATING, ...OFFICE] },
  { key: 'directory', to: PATHS.directory, icon: IconMap2, roles: DIRECTORY_READERS },
  { key: 'snp', to: PATHS.snp, icon: IconCalendarWeek, roles: BOOKING },
  {
    key: 'triage',
    to: PATHS.triage,
    holds: PATHS.dispositions,
    icon: IconListNumbers,
    roles: TRIAGE,
  },
  { key: 'triageScript', to: PATHS.triageScript, icon: IconListNumbers, roles: ['director'] as Role[] },
  {
    key: 'myOpenings',
    to: PATHS.myOpenings,
    icon: IconCalendarPlus,
    roles: ['professional', 'delegate'] as Role[],
  },
  {
    key: 'agendas',
    to: PATHS.agendas,
    icon: IconCalendarUser,
    roles: ['care_coordinator', 'professional', 'delegate', 'director'] as Role[],
  },
  {
    key: 'rotas',
    to: PATHS.rotas,
    icon: IconCalendarHeart,
    roles: ['professional', 'delegate', 'care_coordinator', ...OFFICE] as Role[],
  },
  {
    key: 'pools',
    to: PATHS.pools,
    icon: IconArrowsExchange,
    roles: ['professional', 'delegate', 'care_coordinator', ...OFFICE] as Role[],
  },
  {
    key: 'rounds',
    to: PATHS.rounds,
    icon: IconRoute,
    roles: ['care_coordinator', 'director'] as Role[],
  },
  {
    key: 'ownRound',
    to: PATHS.ownRound,
    icon: IconRoute,
    roles: ['professional', 'delegate'] as Role[],
  },
  {
    key: 'teams',
    to: PATHS.teams,
    icon: IconVaccine,
    roles: ['professional', 'delegate', 'care_coordinator', ...OFFICE] as Role[],
  },
  {
    key: 'crisis',
    to: PATHS.crisis,
    icon: IconVirus,
    roles: ['professional', 'delegate', 'care_coordinator', 'director'] as Role[],
  },
  { key: 'myOffer', to: PATHS.myOffer, icon: IconId, roles: ['professional', 'delegate'] as Role[] },
  {
    key: 'delays',
    to: PATHS.delays,
    icon: IconHourglass,
    roles: ['care_coordinator', 'director', 'project_officer', 'evaluator'] as Role[],
  },
  {
    key: 'coverage',
    to: PATHS.coverage,
    icon: IconMapSearch,
    roles: ['care_coordinator', 'director', 'project_officer', 'evaluator'] as Role[],
  },
  {
    key: 'participation',
    to: PATHS.participation,
    icon: IconClock,
    roles: ['care_coordinator', 'professional', 'delegate', 'director'] as Role[],
  },
  {
    key: 'equity',
    to: PATHS.equity,
    icon: IconChartBar,
    roles: [...COORDINATION, 'professional', 'director', 'project_officer', 'evaluator'] as Role[],
  },
  { key: 'members', to: PATHS.members, icon: IconUsers, roles: [...OFFICE, ...COORDINATION] },
  {
    key: 'partners',
    to: PATHS.partners,
    icon: IconBuildingCommunity,
    roles: [...STATING, ...OFFICE],
  },
  {
    key: 'neighbours',
    to: PATHS.neighbours,
    icon: IconBuildingBridge2,
    roles: ['director', ...COORDINATION] as Role[],
  },
  { key: 'leaves', to: PATHS.leaves, icon: IconBeach, roles: [...COORDINATION, 'director'] as Role[] },
  { key: 'platform', to: PATHS.platform, icon: IconWorld, roles: ['platform_operator'] as Role[] },
  {
    key: 'imports',
    to: PATHS.imports,
    icon: IconFileImport,
    roles: [...OFFICE, 'platform_operator'] as Role[],
  },
  { key: 'rules', to: PATHS.rules, icon: IconScale, roles: ['director', ...COORDINATION] as Role[] },
  { key: 'settings', to: PATHS.settings, icon: IconSettings, roles: OFFICE },
] as const;

/** The pages open to the roles of this session; the services decide again at each request. */
export function navItems(session: Session) {
  return ITEMS.filter((item) => item.roles === null || hasRole(session, ...item.roles));
}

/**
 * Where one is in the menu: the line with the longest address. « Appels » lies under the address of « Demandes » and has
 * a line of its own; the record of hand-overs lies under that of the agenda and belongs to the triage.
 */
export function lineOf(pathname: string, items: ReturnType<typeof navItems>) {
  const reach = (item: (typeof items)[number]) =>
    Math.max(reachOf(item.to, pathname), 'holds' in item ? reachOf(item.holds, pathname) : 0);
  const [first] = [...items].sort((one, other) => reach(other) - reach(one));
  return first && reach(first) > 0 ? first : undefined;
}

const reachOf = (address: string, pathname: string) =>
  pathname === address || pathname.startsWith(`${address}/`) ? address.length : 0;
