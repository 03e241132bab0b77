import { Checkbox, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { asProblem } from '@/api/problem';
import { ProfessionalField } from '@/directory/professional-field';
import codes from '@/locales/fr/codes.json';
import { CommuneField } from '@/ui/commune-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { type Agenda, type MakeAgenda, useDescribeAgenda, useMakeAgenda } from './queries';
import { useTexts } from './texts';

const KINDS: MakeAgenda['kind'][] = ['locum', 'room', 'snp_centre', 'tele_booth', 'dental_chair', 'other'];
const PROFESSIONS = Object.entries(codes.profession).map(([value, label]) => ({ value, label }));

const valuesOf = (agenda?: Agenda) => ({
  kind: (agenda?.kind ?? 'room') as MakeAgenda['kind'],
  label: agenda?.label ?? '',
  profession_code: agenda?.profession_code ?? '10',
  street: agenda?.street ?? '',
  postal_code: agenda?.postal_code ?? '',
  commune_code: agenda?.commune_code ?? null,
  wheelchair_accessible: agenda?.wheelchair_accessible ?? false,
  responsible_id: agenda?.responsible_id ?? null,
  lines: 1,
});

interface AgendaDialogProps {
  /** The one that is described anew; a new one without. */
  agenda?: Agenda;
  onClose: () => void;
}

/** The office makes it and says what it is called and where it stands; its responsible decides who sees it. */
export function AgendaDialog({ agenda, onClose }: AgendaDialogProps) {
  const t = useTexts();
  const make = useMakeAgenda();
  const describe = useDescribeAgenda();
  const form = useForm({
    initialValues: valuesOf(agenda),
    validate: {
      label: (value) => (value.trim().length >= 2 ? null : t('agendas.missing.label')),
      postal_code: (value) => (/^\d{5}$|^$/.test(value.trim()) ? null : t('agendas.missing.postalCode')),
      commune_code: (value) => (value ? null : t('agendas.missing.commune')),
      responsible_id: (value) => (value ? null : t('agendas.missing.responsible')),
    },
  });
  const { error, failureCount } = agenda ? describe : make;
  const send = form.onSubmit(({ kind, profession_code, lines, ...said }) => {
    const described = {
      ...said,
      street: said.street.trim() || null,
      postal_code: said.postal_code.trim() || null,
      commune_code: said.commune_code ?? '',
      responsible_id: said.responsible_id ?? '',
    };
    const onSuccess = () => {
      notifyDone(t(agenda ? 'agendas.described' : 'agendas.made'));
      onClose();
    };
    if (agenda) describe.mutate({ agenda, said: described }, { onSuccess });
    else make.mutate({ kind, profession_code, lines, ...described }, { onSuccess });
  });
  return (
    <ConfirmDialog
      opened
      title={t(agenda ? 'agendas.describe' : 'agendas.make')}
      act={t(agenda ? 'edit.act' : 'agendas.makeAct')}
      busy={make.isPending || describe.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        {error && <ErrorSummary faults={faultsOf(asProblem(error))} attempt={failureCount} />}
        {!agenda && (
          <Select
            label={t('agendas.kindLabel')}
            data={KINDS.map((one) => ({ value: one, label: t(`agendas.kind.${one}`) }))}
            allowDeselect={false}
            {...form.getInputProps('kind')}
          />
        )}
        <TextInput label={t('agendas.label')} maxLength={80} {...form.getInputProps('label')} />
        {!agenda && (
          <Select
            label={t('agendas.profession')}
            data={PROFESSIONS}
            allowDeselect={false}
            searchable
            {...form.getInputProps('profession_code')}
          />
        )}
        <TextInput
          label={t('agendas.street')}
          description={t('agendas.streetHint')}
          maxLength={200}
          {...form.getInputProps('street')}
        />
        <TextInput
          label={t('agendas.postalCode')}
          maxLength={5}
          inputMode="numeric"
          {...form.getInputProps('postal_code')}
        />
        <CommuneField
          value={form.values.commune_code}
          error={form.errors.commune_code as string | undefined}
          onChange={(code) => form.setFieldValue('commune_code', code)}
        />
        <Checkbox
          label={t('agendas.accessible')}
          {...form.getInputProps('wheelchair_accessible', { type: 'checkbox' })}
        />
        <ProfessionalField
          label={t('agendas.responsible')}
          value={form.values.responsible_id}
          name={agenda?.responsible_name ?? undefined}
          error={form.errors.responsible_id as string | undefined}
          onChange={(id) => form.setFieldValue('responsible_id', id)}
        />
        <Text size="sm" c="dimmed">
          {t('agendas.responsibleHint')}
        </Text>
        {!agenda && (
          <NumberInput
            label={t('agendas.lines')}
            description={t('agendas.linesHint')}
            min={1}
            max={12}
            {...form.getInputProps('lines')}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
