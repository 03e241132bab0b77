import type { DescribeRota, Rota } from './queries';

export type Kind = DescribeRota['kind'];
export type Skill = NonNullable<DescribeRota['skills']>[number];
type Audience = NonNullable<DescribeRota['audience']>[number];

export const KINDS: Kind[] = ['saturday', 'public_holiday', 'house'];
export const SKILLS: Skill[] = ['paediatrics', 'sutures', 'gynaecology', 'home_visits'];

export const NOTHING = {
  kind: 'saturday' as Kind,
  name: '',
  first: '',
  last: '',
  from: '08:00',
  to: '12:00',
  seats: 1,
  rest: 14,
  most: '' as number | '',
  within: 28,
  skills: [] as Skill[],
  audience: ['cpts', 'pro', 'snp'] as Audience[],
  apart: '',
  apartOther: '',
  site: '',
  address: '',
  phone: '',
  weekdays: [] as string[],
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
  most: rota.most ?? '',
  within: rota.within_days,
  skills: rota.skills,
  audience: rota.audience,
  apart: rota.apart[0]?.[0] ?? '',
  apartOther: rota.apart[0]?.[1] ?? '',
  site: rota.site_name ?? '',
  address: rota.site_address ?? '',
  phone: rota.site_phone ?? '',
  weekdays: rota.weekdays.map(String),
});

/** What the form does not show stays as `before` has it. */
export const asRota = (form: Form, before?: Rota): DescribeRota => ({
  ...(before && {
    closed_on: before.closed_on,
    slot_minutes: before.slot_minutes,
    ...(before.kind === form.kind && { weight: before.weight }),
  }),
  kind: form.kind,
  name: form.name,
  starts_on: form.first,
  ends_on: form.last,
  from_time: form.from,
  to_time: form.to,
  seats: form.seats,
  rest_days: form.rest,
  most: form.most === '' ? null : form.most,
  within_days: form.within,
  skills: form.skills,
  audience: form.audience,
  apart: [
    ...(form.apart && form.apartOther ? [[form.apart, form.apartOther]] : []),
    ...(before?.apart.slice(1) ?? []),
  ],
  ...(form.kind === 'house' && {
    site_name: form.site || null,
    site_address: form.address || null,
    site_phone: form.phone || null,
    weekdays: form.weekdays.map(Number),
  }),
});
