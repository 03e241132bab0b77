import { NumberInput, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { asProblem } from '@/api/problem';
import { addDays, isoDay } from '@/lib/dates';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { type Rota, type RotaDetail, useMake, useRevise } from './queries';
import { asRota, type Form, formOf, KINDS, type Kind, NOTHING, SKILLS } from './rota-form';
import { useTexts } from './texts';

const TWO_MONTHS = 61;

interface DescribeDialogProps {
  /** The draft that is revised; without one, a new one is made. */
  rota?: Rota;
  onClose: () => void;
  onMade?: (rotaId: string) => void;
}

/** A draft: which days, and the rules between the duties of one person. */
export function DescribeDialog({ rota, onClose, onMade }: DescribeDialogProps) {
  const t = useTexts();
  const make = useMake();
  const revise = useRevise();
  const act = rota ? revise : make;
  const today = isoDay(new Date());
  const form = useForm({
    initialValues: rota
      ? formOf(rota)
      : { ...NOTHING, name: t('kind.saturday'), first: today, last: addDays(today, TWO_MONTHS) },
  });
  const { kind, name, first, last, from, to, audience } = form.values;
  const onSuccess = (kept: RotaDetail) => {
    notifyDone(t(rota ? 'revise.done' : 'make.done'));
    onMade?.(kept.rota.rota_id);
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t(rota ? 'revise.title' : 'make.title')}
      act={t(rota ? 'revise.save' : 'make.create')}
      busy={act.isPending}
      disabled={!name.trim() || !first || last < first || to <= from || audience.length === 0}
      onClose={onClose}
      onConfirm={() =>
        rota
          ? revise.mutate({ rota, terms: asRota(form.values, rota) }, { onSuccess })
          : make.mutate(asRota(form.values), { onSuccess })
      }
    >
      <Stack gap="sm">
        {act.error && <ErrorSummary faults={faultsOf(asProblem(act.error))} attempt={act.failureCount} />}
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
        {rota && <Text size="sm">{t('revise.keeps')}</Text>}
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
        options={optionsOf(codes.weekday)}
        {...form.getInputProps('weekdays')}
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
        legend={t('make.audience')}
        hint={t('make.audienceHint')}
        options={optionsOf(codes.audience)}
        {...form.getInputProps('audience')}
      />
      <SomeOfChips
        legend={t('make.skills')}
        options={SKILLS.map((one) => ({ value: one, label: t(`skill.${one}`) }))}
        {...form.getInputProps('skills')}
      />
    </>
  );
}
