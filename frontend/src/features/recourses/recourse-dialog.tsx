import {
  Checkbox,
  MultiSelect,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { cptsQuery, professionsQuery } from '@/directory/queries';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { HoursFields } from './hours-fields';
import { type Recourse, useDescribe } from './queries';
import { described, valuesOf, wrongHours } from './recourse-form';
import { useTexts } from './texts';

const AGE = { min: 0, max: 130, allowDecimal: false } as const;

interface RecourseDialogProps {
  recourse: Recourse | null;
  onClose: () => void;
}

/** What it is, how it is called, and which requests it takes, when. */
export function RecourseDialog({ recourse, onClose }: RecourseDialogProps) {
  const t = useTexts();
  const describe = useDescribe(recourse);
  const form = useForm({ initialValues: valuesOf(recourse ?? undefined) });
  const { name, professional_phone, public_phone, is_public, modalities, triage_classes } = form.values;
  const isWhole =
    name.trim().length > 1 &&
    Boolean(professional_phone.trim() || public_phone.trim()) &&
    (!is_public || Boolean(public_phone.trim())) &&
    modalities.length > 0 &&
    wrongHours(form.values).length === 0;
  const territory = useQuery(cptsQuery).data?.communes ?? [];
  const professions = useQuery(professionsQuery).data?.items ?? [];
  const text = (
    key: 'name' | 'professional_phone' | 'public_phone' | 'place_line' | 'finess',
    label: string,
    hint?: string,
  ) => (
    <TextInput
      label={label}
      description={hint}
      autoComplete="off"
      maxLength={160}
      {...form.getInputProps(key)}
    />
  );
  const done = () => {
    notifyDone(t('form.done'));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={recourse ? t('form.editTitle', { name: recourse.name }) : t('form.addTitle')}
      act={t('form.act')}
      busy={describe.isPending}
      disabled={!isWhole}
      onClose={onClose}
      onConfirm={() => describe.mutate(described(form.values), { onSuccess: done })}
    >
      <RefusedForm act={describe} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={t('form.kind')}
          data={optionsOf(codes.recourseKind)}
          {...form.getInputProps('kind')}
        />
        {text('name', t('form.name'))}
        {text('professional_phone', t('form.professional'), t('form.phoneHelp'))}
        {text('public_phone', t('form.public'), t('form.phoneHelp'))}
        {text('place_line', t('form.place'))}
        {text('finess', t('fact.finess'))}
        <NumberInput
          label={t('form.rank')}
          description={t('form.rankHelp')}
          min={1}
          max={99}
          allowDecimal={false}
          {...form.getInputProps('rank')}
        />
      </SimpleGrid>
      <SomeOfChips
        legend={t('form.modalities')}
        options={optionsOf(codes.modality)}
        value={modalities}
        onChange={(next) => form.setFieldValue('modalities', next)}
      />
      <SomeOfChips
        legend={t('form.classes')}
        hint={t('form.classesHelp')}
        options={optionsOf(codes.triageClass)}
        value={triage_classes}
        onChange={(next) => form.setFieldValue('triage_classes', next)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t('form.minAge')} {...AGE} {...form.getInputProps('min_age')} />
        <NumberInput label={t('form.maxAge')} {...AGE} {...form.getInputProps('max_age')} />
      </SimpleGrid>
      <MultiSelect
        label={t('form.professions')}
        data={professions.map((one) => ({ value: one.code, label: one.label }))}
        searchable
        {...form.getInputProps('profession_codes')}
      />
      <MultiSelect
        label={t('form.communes')}
        description={t('form.communesHelp')}
        data={territory.map((one) => ({ value: one.code, label: one.name }))}
        searchable
        clearable
        {...form.getInputProps('communes')}
      />
      <Textarea
        label={t('form.takes')}
        description={t('form.takesHelp')}
        maxLength={300}
        autosize
        {...form.getInputProps('takes')}
      />
      <HoursFields form={form} />
      <Checkbox label={t('form.publicPage')} {...form.getInputProps('is_public', { type: 'checkbox' })} />
      <Checkbox label={t('form.active')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
    </ConfirmDialog>
  );
}
