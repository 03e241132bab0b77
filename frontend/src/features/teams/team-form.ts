import type { BookingReason } from '@/agendas/reasons';
import type { components } from '@/api/scheduling.gen';
import { isoDay } from '@/lib/dates';
import type { DescribeTeam, Team, TeamKind } from './queries';

type Audience = components['schemas']['Audience'];

/** As the fields hold it. */
export const valuesOf = (team: Team | null) => ({
  kind: (team?.kind ?? 'centre') as TeamKind,
  label: team?.label ?? '',
  reason_code: (team?.reason_code ?? 'vaccination') as BookingReason,
  slot_minutes: team?.slot_minutes ?? 10,
  commune_code: team?.commune_code ?? null,
  communes: team?.communes ?? [],
  site: team?.site ?? '',
  wheelchair_accessible: team?.wheelchair_accessible ?? false,
  lead_id: team?.lead_id ?? null,
  audience: (team?.audience ?? ['cpts']) as Audience[],
  confirms_at_once: team?.confirms_at_once ?? false,
  opens_on: team?.opens_on ?? isoDay(new Date()),
  closes_on: team?.closes_on ?? '',
});

export type TeamForm = ReturnType<typeof valuesOf>;

/** As it is sent: a centre goes nowhere. */
export const described = (form: TeamForm): DescribeTeam & { kind: TeamKind } => ({
  ...form,
  label: form.label.trim(),
  commune_code: form.commune_code ?? '',
  communes: form.kind === 'brigade' ? form.communes : [],
  site: form.site.trim() || null,
  closes_on: form.closes_on || null,
});
