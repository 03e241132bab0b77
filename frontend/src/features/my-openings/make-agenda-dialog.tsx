import { NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { asProblem } from '@/api/problem';
import { ProfessionalField } from '@/directory/professional-field';
import codes from '@/locales/fr/codes.json';
import { CommuneField } from '@/ui/commune-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ErrorSummary, faultsOf } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { type MakeAgenda, useMakeAgenda } from './queries';
import { useTexts } from './texts';

const KINDS: MakeAgenda['kind'][] = ['locum', 'room', 'snp_centre', 'tele_booth', 'dental_chair', 'other'];
const PROFESSIONS = Object.entries(codes.profession).map(([value, label]) => ({ value, label }));

/** The office makes it; its responsible then decides who sees it. */
export function MakeAgendaDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const make = useMakeAgenda();
  const form = useForm({
    initialValues: {
      kind: 'room' as MakeAgenda['kind'],
      label: '',
      profession_code: '10',
      commune_code: null as string | null,
      responsible_id: null as string | null,
      lines: 1,
    },
    validate: {
      label: (value) => (value.trim().length >= 2 ? null : t('agendas.missing.label')),
      commune_code: (value) => (value ? null : t('agendas.missing.commune')),
      responsible_id: (value) => (value ? null : t('agendas.missing.responsible')),
    },
  });
  const send = form.onSubmit(({ commune_code, responsible_id, ...values }) =>
    make.mutate(
      { ...values, commune_code: commune_code ?? '', responsible_id: responsible_id ?? '' },
      {
        onSuccess: () => {
          notifyDone(t('agendas.made'));
          onClose();
        },
      },
    ),
  );
  return (
    <ConfirmDialog
      opened
      title={t('agendas.make')}
      act={t('agendas.makeAct')}
      busy={make.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        {make.error && <ErrorSummary faults={faultsOf(asProblem(make.error))} attempt={make.failureCount} />}
        <Select
          label={t('agendas.kindLabel')}
          data={KINDS.map((one) => ({ value: one, label: t(`agendas.kind.${one}`) }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <TextInput label={t('agendas.label')} maxLength={80} {...form.getInputProps('label')} />
        <Select
          label={t('agendas.profession')}
          data={PROFESSIONS}
          allowDeselect={false}
          searchable
          {...form.getInputProps('profession_code')}
        />
        <CommuneField
          value={form.values.commune_code}
          error={form.errors.commune_code as string | undefined}
          onChange={(code) => form.setFieldValue('commune_code', code)}
        />
        <ProfessionalField
          label={t('agendas.responsible')}
          value={form.values.responsible_id}
          error={form.errors.responsible_id as string | undefined}
          onChange={(id) => form.setFieldValue('responsible_id', id)}
        />
        <Text size="sm" c="dimmed">
          {t('agendas.responsibleHint')}
        </Text>
        <NumberInput
          label={t('agendas.lines')}
          description={t('agendas.linesHint')}
          min={1}
          max={12}
          {...form.getInputProps('lines')}
        />
      </Stack>
    </ConfirmDialog>
  );
}
