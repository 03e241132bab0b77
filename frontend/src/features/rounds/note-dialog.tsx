import { NativeSelect, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { codeLabel } from '@/lib/i18n';
import { referralQuery } from '@/referral/queries';
import { SomeOfChips } from '@/ui/chips-field';
import { CommuneField } from '@/ui/commune-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField, TimeField } from '@/ui/day-field';
import { RefusedForm } from '@/ui/error-summary';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { type CareSkill, type NoteVisit, SKILLS, useNoteVisit } from './queries';
import { useTexts } from './texts';

const RECORDED = ['phone', 'oral', 'interpreter', 'written'] as const;

interface NoteDialogProps {
  referralId: string;
  day: string;
  onClose: () => void;
}

/** A visit to do for one request; its commune comes with the request. */
export function NoteDialog({ referralId, day, onClose }: NoteDialogProps) {
  const t = useTexts();
  const note = useNoteVisit();
  const request = useQuery(referralQuery(referralId));
  const form = useForm({
    initialValues: {
      day,
      commune_code: null as string | null,
      minutes: 30,
      from_time: '08:00',
      to_time: '19:00',
      skills: [] as CareSkill[],
      choice_recorded: 'phone' as NoteVisit['choice_recorded'],
    },
    validate: {
      day: (value) => (value ? null : t('note.missing.day')),
      to_time: (value, { from_time }) => (value >= from_time ? null : t('note.missing.times')),
    },
  });
  const commune = form.values.commune_code ?? request.data?.place?.commune_code ?? null;
  const send = form.onSubmit((values) => {
    if (commune === null) return form.setFieldError('commune_code', t('note.missing.commune'));
    note.mutate(
      { ...values, commune_code: commune, referral_id: referralId, profession_code: '60' },
      {
        onSuccess: () => {
          notifyDone(t('note.done'));
          onClose();
        },
      },
    );
  });
  return (
    <ConfirmDialog
      opened
      title={t('note.open')}
      act={t('note.act')}
      busy={note.isPending}
      disabled={!request.data}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <ListFaces query={request}>
        <Stack gap="sm">
          <RefusedForm act={note} />
          <Text size="sm">{t('note.lead')}</Text>
          <CommuneField
            label={t('note.commune')}
            value={commune}
            error={form.errors.commune_code as string | undefined}
            onChange={(code) => form.setFieldValue('commune_code', code)}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <DayField label={t('day')} {...form.getInputProps('day')} />
            <NumberInput
              label={t('note.minutes')}
              min={5}
              max={240}
              step={5}
              {...form.getInputProps('minutes')}
            />
            <TimeField label={t('note.from')} {...form.getInputProps('from_time')} />
            <TimeField label={t('note.to')} {...form.getInputProps('to_time')} />
          </SimpleGrid>
          <SkillsField value={form.values.skills} onChange={(all) => form.setFieldValue('skills', all)} />
          <NativeSelect
            label={t('note.recorded')}
            data={RECORDED.map((value) => ({ value, label: codeLabel('recorded', value) }))}
            {...form.getInputProps('choice_recorded')}
          />
        </Stack>
      </ListFaces>
    </ConfirmDialog>
  );
}

interface SkillsFieldProps {
  value: CareSkill[];
  onChange: (skills: CareSkill[]) => void;
}

/** What a visit needs, or a nurse can do. */
export function SkillsField({ value, onChange }: SkillsFieldProps) {
  const t = useTexts();
  return (
    <SomeOfChips
      legend={t('skills')}
      options={SKILLS.map((skill) => ({ value: skill, label: t(`skill.${skill}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
