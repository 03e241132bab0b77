import { NumberInput, SegmentedControl, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { asProblem } from '@/api/problem';
import { addDays, isoDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { type DescribeRota, useMake } from './queries';
import { useTexts } from './texts';

type Kind = DescribeRota['kind'];
type Skill = 'paediatrics' | 'sutures' | 'gynaecology' | 'home_visits';

const KINDS: Kind[] = ['saturday', 'public_holiday', 'house'];
const SKILLS: Skill[] = ['paediatrics', 'sutures', 'gynaecology', 'home_visits'];
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];
const TWO_MONTHS = 61;

const NOTHING = {
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
  apart: '',
  apartOther: '',
  site: '',
  address: '',
  phone: '',
  weekdays: [] as string[],
};
type Form = typeof NOTHING;

const asRota = (form: Form): DescribeRota => ({
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
  apart: form.apart && form.apartOther ? [[form.apart, form.apartOther]] : [],
  ...(form.kind === 'house' && {
    site_name: form.site || null,
    site_address: form.address || null,
    site_phone: form.phone || null,
    weekdays: form.weekdays.map(Number),
  }),
});

interface MakeDialogProps {
  onClose: () => void;
  onMade: (rotaId: string) => void;
}

/** A draft: which days, and the rules between the duties of one person. */
export function MakeDialog({ onClose, onMade }: MakeDialogProps) {
  const t = useTexts();
  const make = useMake();
  const today = isoDay(new Date());
  const form = useForm({
    initialValues: { ...NOTHING, name: t('kind.saturday'), first: today, last: addDays(today, TWO_MONTHS) },
  });
  const { kind, name, first, last, from, to } = form.values;
  return (
    <ConfirmDialog
      opened
      title={t('make.title')}
      act={t('make.create')}
      busy={make.isPending}
      disabled={!name.trim() || !first || last < first || to <= from}
      onClose={onClose}
      onConfirm={() =>
        make.mutate(asRota(form.values), {
          onSuccess: (made) => {
            notifyDone(t('make.done'));
            onMade(made.rota.rota_id);
            onClose();
          },
        })
      }
    >
      <Stack gap="sm">
        {make.error && <ErrorSummary faults={faultsOf(asProblem(make.error))} attempt={make.failureCount} />}
        <SegmentedControl
          aria-label={t('make.kind')}
          orientation="vertical"
          data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          value={kind}
          onChange={(next) => {
            if (KINDS.some((one) => t(`kind.${one}`) === name))
              form.setFieldValue('name', t(`kind.${next as Kind}`));
            form.setFieldValue('kind', next as Kind);
          }}
        />
        <TextInput label={t('make.name')} maxLength={120} {...form.getInputProps('name')} />
        {kind === 'house' && <SiteFields form={form} />}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DayField label={t('make.first')} {...form.getInputProps('first')} />
          <DayField label={t('make.last')} min={first} {...form.getInputProps('last')} />
          <TimeField label={t('make.from')} {...form.getInputProps('from')} />
          <TimeField label={t('make.to')} {...form.getInputProps('to')} />
        </SimpleGrid>
        <RuleFields form={form} />
      </Stack>
    </ConfirmDialog>
  );
}

interface FieldsProps {
  form: UseFormReturnType<Form>;
}

function SiteFields({ form }: FieldsProps) {
  const t = useTexts();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t('make.site')} maxLength={120} {...form.getInputProps('site')} />
        <TextInput label={t('make.phone')} maxLength={20} {...form.getInputProps('phone')} />
      </SimpleGrid>
      <TextInput label={t('make.address')} maxLength={200} {...form.getInputProps('address')} />
      <SomeOfChips
        legend={t('make.weekdays')}
        options={WEEKDAYS.map((day) => ({ value: day, label: codeLabel('weekday', day) }))}
        value={form.values.weekdays}
        onChange={(days) => form.setFieldValue('weekdays', days)}
      />
    </>
  );
}

function RuleFields({ form }: FieldsProps) {
  const t = useTexts();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t('make.seats')} min={1} max={5} {...form.getInputProps('seats')} />
        <NumberInput label={t('make.rest')} min={1} max={180} {...form.getInputProps('rest')} />
        <NumberInput label={t('make.most')} min={1} max={30} {...form.getInputProps('most')} />
        <NumberInput label={t('make.within')} min={1} max={366} {...form.getInputProps('within')} />
        <DayField label={t('make.apart')} {...form.getInputProps('apart')} />
        <DayField label={t('make.apartOther')} {...form.getInputProps('apartOther')} />
      </SimpleGrid>
      <SomeOfChips
        legend={t('make.skills')}
        options={SKILLS.map((one) => ({ value: one, label: t(`skill.${one}`) }))}
        value={form.values.skills}
        onChange={(skills) => form.setFieldValue('skills', skills)}
      />
    </>
  );
}
