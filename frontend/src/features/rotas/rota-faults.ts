import type { FormErrors, FormValidateInput } from '@mantine/form';
import type { Problem } from '@/api/problem';
import { addDays } from '@/lib/dates';
import { type FieldFault, faultsOf } from '@/ui/error-summary';
import { ADVANCED, type Form } from './rota-form';
import type { useTexts } from './texts';

type Texts = ReturnType<typeof useTexts>;

const BOUNDS = {
  seats: [1, 5],
  rest: [1, 180],
  most: [1, 30],
  within: [1, 366],
  slot: [5, 120],
  weight: [1, 100],
} as const;
type Bounded = keyof typeof BOUNDS;
/** Nothing said is an answer to these. */
const MAY_BE_EMPTY: Bounded[] = ['most', 'weight'];
const PHONE = /^[0-9+ .]{4,20}$/;
const YEAR = 366;

/** The field of the page that a fault of this path of the form leads to. */
export const idOf = (path: string) => `tour-${path.replaceAll('.', '-')}`;

/** What the API asks for, asked before it. */
export const rulesOf = (t: Texts): FormValidateInput<Form> => {
  const between = (name: Bounded) => (value: number | '') => {
    const [least, most] = BOUNDS[name];
    if (value === '' ? MAY_BE_EMPTY.includes(name) : value >= least && value <= most) return null;
    return t('faults.between', { label: t(`make.${name}`), least, most });
  };
  return {
    name: (value) => (value.trim() ? null : t('faults.name')),
    first: (value) => (value ? null : t('faults.first')),
    last: (value, { first }) => {
      if (!value || value < first) return t('faults.last');
      return first && value > addDays(first, YEAR) ? t('faults.year') : null;
    },
    to: (value, { from }) => (value > from ? null : t('faults.to')),
    seats: between('seats'),
    rest: between('rest'),
    most: between('most'),
    within: between('within'),
    weight: between('weight'),
    slot: (value, form) =>
      between('slot')(value) ?? (Number(value) > minutesOf(form) ? t('faults.slotTooLong') : null),
    audience: (value) => (value.length > 0 ? null : t('faults.audience')),
    site: (value, { kind }) => (kind !== 'house' || value.trim() ? null : t('faults.site')),
    phone: (value, { kind }) => (kind !== 'house' || !value || PHONE.test(value) ? null : t('faults.phone')),
    weekdays: (value, { kind }) => (kind !== 'house' || value.length > 0 ? null : t('faults.weekdays')),
    apart: {
      one: (value) => (value ? null : t('faults.apart')),
      other: (value, form, path) => {
        const pair = form.apart[Number(path.split('.')[1])];
        return value && value !== pair?.one ? null : t('faults.apart');
      },
    },
  };
};

const minutesOf = ({ from, to }: Form) => clockMinutes(to) - clockMinutes(from);

function clockMinutes(time: string) {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A refusal of the API, as errors of the form: path → sentence. What names no field of the form is in none. */
export function refusedFields(problem: Problem, t: Texts): FormErrors {
  const at = (path: (typeof OF_API)[keyof typeof OF_API]) => ({
    fieldId: path,
    sentence: t('faults.refused', { label: labelOf(t, path) }),
  });
  const known = Object.fromEntries(Object.entries(OF_API).map(([api, path]) => [api, at(path)]));
  return Object.fromEntries(
    faultsOf(problem, known).flatMap(({ fieldId, sentence }) => (fieldId ? [[fieldId, sentence]] : [])),
  );
}

export const asFaults = (errors: FormErrors): FieldFault[] =>
  Object.entries(errors).map(([path, sentence]) => ({ fieldId: idOf(path), sentence: String(sentence) }));

/** Whether one of them is folded away. */
export const isFolded = (errors: FormErrors) =>
  Object.keys(errors).some((path) => (path.split('.')[0] ?? '') in ADVANCED);

/** Where the paths of the API stand in the form. */
const OF_API = {
  name: 'name',
  starts_on: 'first',
  ends_on: 'last',
  from_time: 'from',
  to_time: 'to',
  seats: 'seats',
  rest_days: 'rest',
  most: 'most',
  within_days: 'within',
  skills: 'skills',
  audience: 'audience',
  closed_on: 'closed',
  apart: 'apart',
  slot_minutes: 'slot',
  weight: 'weight',
  site_name: 'site',
  site_address: 'address',
  site_phone: 'phone',
  weekdays: 'weekdays',
} as const;

const labelOf = (t: Texts, path: (typeof OF_API)[keyof typeof OF_API]) => t(`make.${path}`);
