import { NumberInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useHoursRules } from '@/agendas/opened-hours';
import { useAgendaTexts } from '@/agendas/texts';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { AudienceField } from './audience-field';
import { MoreFields } from './more-fields';
import { changeOf, type OpeningValues, PARTS, type Part, valuesOf } from './opening-values';
import { type Opening, useReviseTogether } from './queries';
import { useTexts } from './texts';

interface BulkDialogProps {
  openings: Opening[];
  onClose: () => void;
}

/** Several openings get the same of what is chosen here, all of them or none; the rest of each stays as it is. */
export function BulkDialog({ openings, onClose }: BulkDialogProps) {
  const t = useTexts();
  const words = useAgendaTexts();
  const revise = useReviseTogether();
  const { hours } = useHoursRules();
  const [parts, setParts] = useState<Part[]>(['audience']);
  const form = useForm<OpeningValues>({
    initialValues: valuesOf(openings[0]),
    validate: { modalities: hours.modalities, audience: hours.audience },
  });
  const isWeekly = openings.every(({ kind }) => kind === 'weekly');
  const send = form.onSubmit((values) =>
    revise.mutate(
      { openings, change: changeOf(values, parts) },
      {
        onSuccess: () => {
          notifyDone(t('bulk.done', { count: openings.length }));
          onClose();
        },
      },
    ),
  );
  return (
    <ConfirmDialog
      opened
      title={t('bulk.title', { count: openings.length })}
      act={t('bulk.act', { count: openings.length })}
      busy={revise.isPending}
      disabled={parts.length === 0}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        <RefusedForm act={revise} />
        <Text size="sm" c="dimmed">
          {t('bulk.text')}
        </Text>
        <SomeOfChips
          legend={t('bulk.parts')}
          options={PARTS.map((one) => ({ value: one, label: t(`bulk.part.${one}`) }))}
          value={parts}
          onChange={setParts}
        />
        {parts.includes('audience') && (
          <AudienceField
            professionalId={openings[0]?.professional_id ?? ''}
            value={form.values}
            error={form.errors.audience as string | undefined}
            onChange={(sight) => form.setValues(sight)}
          />
        )}
        {parts.includes('minutes') && (
          <NumberInput
            label={words('minutes')}
            min={5}
            max={240}
            step={5}
            {...form.getInputProps('slot_minutes')}
          />
        )}
        {parts.includes('modality') && (
          <SomeOfChips
            legend={words('modality')}
            options={optionsOf(codes.modality)}
            {...form.getInputProps('modalities')}
          />
        )}
        {parts.includes('more') && <MoreFields form={form} isWeekly={isWeekly} />}
      </Stack>
    </ConfirmDialog>
  );
}
