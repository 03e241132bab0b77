import type { DescribeRota, Rota } from './queries';

export type Kind = DescribeRota['kind'];
export type Skill = NonNullable<DescribeRota['skills']>[number];
type Audience = NonNullable<DescribeRota['audience']>[number];

export const KINDS: Kind[] = ['saturday', 'public_holiday', 'house'];
export const SKILLS: Skill[] = ['paediatrics', 'sutures', 'gynaecology', 'home_visits'];
/** Points of one duty where nobody says otherwise. */
export const WEIGHTS: Record<Kind, number> = { saturday: 10, public_holiday: 20, house: 10 };

/** A number field is empty while somebody types in it. */
type Count = number | '';

/** Folded away: a first rota needs none of them. */
export const ADVANCED = {
  most: '' as Count,
  within: 28 as Count,
  skills: [] as Skill[],
  closed: [] as string[],
  apart: [] as { one: string; other: string }[],
  slot: 15 as Count,
  weight: '' as Count,
};

export const NOTHING = {
  kind: 'saturday' as Kind,
  name: '',
  first: '',
  last: '',
  from: '08:00',
  to: '12:00',
  seats: 1 as Count,
  rest: 14 as Count,
  audience: ['cpts', 'pro', 'snp'] as Audience[],
  site: '',
  address: '',
  phone: '',
  weekdays: [] as string[],
  ...ADVANCED,
};
export type Form = typeof NOTHING;

export const formOf = (rota: Rota): Form => ({
  kind: rota.kind,
  name: rota.name,
  first: rota.starts_on,
  last: rota.ends_on,
  from: rota.from_time,
  to: rota.to_time,
  seats: rota.seats,
  rest: rota.rest_days,
  audience: rota.audience,
  site: rota.site_name ?? '',
  address: rota.site_address ?? '',
  phone: rota.site_phone ?? '',
  weekdays: rota.weekdays.map(String),
  most: rota.most ?? '',
  within: rota.within_days,
  skills: rota.skills,
  closed: rota.closed_on,
  apart: rota.apart.map(([one = '', other = '']) => ({ one, other })),
  slot: rota.slot_minutes,
  weight: rota.weight === WEIGHTS[rota.kind] ? '' : rota.weight,
});

/** Of a form in which nothing is missing. */
export const asRota = (form: Form): DescribeRota => ({
  kind: form.kind,
  name: form.name.trim(),
  starts_on: form.first,
  ends_on: form.last,
  from_time: form.from,
  to_time: form.to,
  seats: Number(form.seats),
  rest_days: Number(form.rest),
  most: form.most || null,
  within_days: Number(form.within),
  skills: form.skills,
  audience: form.audience,
  closed_on: form.closed,
  apart: form.apart.map(({ one, other }) => [one, other]),
  slot_minutes: Number(form.slot),
  weight: form.weight || null,
  ...(form.kind === 'house' && {
    site_name: form.site.trim() || null,
    site_address: form.address.trim() || null,
    site_phone: form.phone.trim() || null,
    weekdays: form.weekdays.map(Number),
  }),
});

/** How many of the folded settings differ from what a new rota has. */
export const advancedSaid = (form: Form) =>
  (Object.keys(ADVANCED) as (keyof typeof ADVANCED)[]).filter(
    (key) => JSON.stringify(form[key]) !== JSON.stringify(ADVANCED[key]),
  ).length;
