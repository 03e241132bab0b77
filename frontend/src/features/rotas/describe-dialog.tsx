import { SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormErrors, useForm } from '@mantine/form';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { addDays, isoDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { ErrorSummary, type FieldFault, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { AdvancedFields } from './advanced-fields';
import { type Rota, type RotaDetail, useMake, useRevise } from './queries';
import { asFaults, idOf, isFolded, refusedFields, rulesOf } from './rota-faults';
import { asRota, type Form, formOf, KINDS, type Kind, NOTHING } from './rota-form';
import { RuleFields, SiteFields } from './rule-fields';
import { useTexts } from './texts';

const TWO_MONTHS = 61;
const NO_FAULT = { list: [] as FieldFault[], attempt: 0, isFolded: false };

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
  const [faults, setFaults] = useState(NO_FAULT);
  const today = isoDay(new Date());
  const form = useForm<Form>({
    initialValues: rota
      ? formOf(rota)
      : { ...NOTHING, name: t('kind.saturday'), first: today, last: addDays(today, TWO_MONTHS) },
    validate: rulesOf(t),
  });
  const { kind, name, first } = form.values;
  const fail = (errors: FormErrors, list = asFaults(errors)) =>
    setFaults((before) => ({
      list,
      attempt: before.attempt + 1,
      isFolded: before.isFolded || isFolded(errors),
    }));
  const send = form.onSubmit(
    (values) => {
      setFaults((before) => ({ ...before, list: [] }));
      const then = {
        onSuccess: (kept: RotaDetail) => {
          notifyDone(t(rota ? 'revise.done' : 'make.done'));
          onMade?.(kept.rota.rota_id);
          onClose();
        },
        onError: (error: unknown) => {
          const problem = asProblem(error);
          const errors = refusedFields(problem, t);
          form.setErrors(errors);
          const placed = asFaults(errors);
          fail(errors, placed.length > 0 ? placed : faultsOf(problem));
        },
      };
      if (rota) revise.mutate({ rota, terms: asRota(values) }, then);
      else make.mutate(asRota(values), then);
    },
    (errors) => fail(errors),
  );
  return (
    <ConfirmDialog
      opened
      title={t(rota ? 'revise.title' : 'make.title')}
      act={t(rota ? 'revise.save' : 'make.create')}
      busy={make.isPending || revise.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        <ErrorSummary faults={faults.list} attempt={faults.attempt} />
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
        <TextInput id={idOf('name')} label={t('make.name')} maxLength={120} {...form.getInputProps('name')} />
        {kind === 'house' && <SiteFields form={form} />}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <DayField id={idOf('first')} label={t('make.first')} {...form.getInputProps('first')} />
          <DayField id={idOf('last')} label={t('make.last')} min={first} {...form.getInputProps('last')} />
          <TimeField id={idOf('from')} label={t('make.from')} {...form.getInputProps('from')} />
          <TimeField id={idOf('to')} label={t('make.to')} {...form.getInputProps('to')} />
        </SimpleGrid>
        <RuleFields form={form} />
        <AdvancedFields form={form} isAtFault={faults.isFolded} />
        {rota && <Text size="sm">{t('revise.keeps')}</Text>}
      </Stack>
    </ConfirmDialog>
  );
}
