import {
  Checkbox,
  MultiSelect,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { ProfessionalField } from '@/directory/professional-field';
import { cptsQuery } from '@/directory/queries';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { CommuneField } from '@/ui/commune-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { KINDS, type Team, useDescribeTeam } from './queries';
import { described, valuesOf } from './team-form';
import { useTexts } from './texts';

interface TeamDialogProps {
  /** The one that is described anew; a new one without. */
  team: Team | null;
  onClose: () => void;
}

/** What a team does, where and for whom, and who leads it. */
export function TeamDialog({ team, onClose }: TeamDialogProps) {
  const t = useTexts();
  const describe = useDescribeTeam(team);
  const territory = useQuery(cptsQuery).data?.communes ?? [];
  const form = useForm({
    initialValues: valuesOf(team),
    validate: {
      label: (value) => (value.trim().length >= 2 ? null : t('missing.label')),
      commune_code: (value) => (value ? null : t('missing.commune')),
      audience: (value) => (value.length > 0 ? null : t('missing.audience')),
      opens_on: (value) => (value ? null : t('missing.day')),
    },
  });
  const send = form.onSubmit((values) =>
    describe.mutate(described(values), {
      onSuccess: () => {
        notifyDone(t(team ? 'edit.done' : 'make.done'));
        onClose();
      },
    }),
  );
  const isBrigade = form.values.kind === 'brigade';
  return (
    <ConfirmDialog
      opened
      title={t(team ? 'edit.open' : 'make.open')}
      act={t(team ? 'edit.act' : 'make.act')}
      busy={describe.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        <RefusedForm act={describe} />
        {!team && (
          <NativeSelect
            label={t('form.kind')}
            data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            {...form.getInputProps('kind')}
          />
        )}
        <TextInput label={t('form.label')} maxLength={80} {...form.getInputProps('label')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={t('form.reason')}
            data={optionsOf(codes.bookingReason)}
            {...form.getInputProps('reason_code')}
          />
          <NumberInput
            label={t('form.minutes')}
            min={5}
            max={240}
            step={5}
            {...form.getInputProps('slot_minutes')}
          />
          <DayField label={t('form.opensOn')} {...form.getInputProps('opens_on')} />
          <DayField label={t('form.closesOn')} {...form.getInputProps('closes_on')} />
        </SimpleGrid>
        <CommuneField
          label={t(isBrigade ? 'form.leavesFrom' : 'form.commune')}
          value={form.values.commune_code}
          error={form.errors.commune_code as string | undefined}
          onChange={(code) => form.setFieldValue('commune_code', code)}
        />
        {isBrigade ? (
          <MultiSelect
            label={t('form.communes')}
            data={territory.map((one) => ({ value: one.code, label: one.name }))}
            searchable
            clearable
            {...form.getInputProps('communes')}
          />
        ) : (
          <>
            <TextInput label={t('form.site')} maxLength={200} {...form.getInputProps('site')} />
            <Checkbox
              label={t('form.accessible')}
              {...form.getInputProps('wheelchair_accessible', { type: 'checkbox' })}
            />
          </>
        )}
        <ProfessionalField
          label={t('form.lead')}
          description={t('form.leadHint')}
          value={form.values.lead_id}
          name={team?.lead_name ?? undefined}
          onChange={(id) => form.setFieldValue('lead_id', id)}
        />
        <SomeOfChips
          legend={t('form.audience')}
          options={optionsOf(codes.audience)}
          {...form.getInputProps('audience')}
        />
        <Checkbox
          label={t('form.confirmsAtOnce')}
          {...form.getInputProps('confirms_at_once', { type: 'checkbox' })}
        />
      </Stack>
    </ConfirmDialog>
  );
}
