import { FileInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone } from '@/ui/notify';
import { useAddCalendar, useGiveCalendar } from './calendar-queries';
import { useTexts } from './calendar-texts';

interface AddCalendarDialogProps {
  professionalId: string;
  onClose: () => void;
}

type By = 'url' | 'file';

export function AddCalendarDialog({ professionalId, onClose }: AddCalendarDialogProps) {
  const t = useTexts();
  const add = useAddCalendar();
  const give = useGiveCalendar();
  const [by, setBy] = useState<By>('url');
  const sending = by === 'url' ? add : give;
  const form = useForm({
    initialValues: { label: '', url: '', file: null as File | null },
    validate: {
      label: (value) => (value.trim() ? null : t('add.missing.label')),
      url: (value) =>
        by === 'file' || /^(https|webcals?):\/\/./i.test(value.trim()) ? null : t('add.missing.url'),
      file: (value) => (by === 'url' || value ? null : t('add.missing.file')),
    },
  });
  const send = form.onSubmit(({ label, url, file }) => {
    const onSuccess = () => {
      notifyDone(t(`add.done.${by}`));
      onClose();
    };
    const named = { professional_id: professionalId, label: label.trim() };
    if (by === 'url') add.mutate({ ...named, url: url.trim() }, { onSuccess });
    else if (file) give.mutate({ ...named, file }, { onSuccess });
  });
  return (
    <ConfirmDialog
      opened
      title={t('add.title')}
      act={t('add.act')}
      busy={sending.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        <RefusedForm act={sending} />
        <SegmentedControl
          aria-label={t('add.by')}
          data={(['url', 'file'] as const).map((value) => ({ value, label: t(`add.by_${value}`) }))}
          value={by}
          onChange={(value) => setBy(value as By)}
        />
        <TextInput
          label={t('add.label')}
          description={t('add.labelHint')}
          maxLength={60}
          {...form.getInputProps('label')}
        />
        {by === 'url' ? (
          <TextInput
            label={t('add.url')}
            description={t('add.urlHint')}
            type="url"
            inputMode="url"
            autoComplete="off"
            maxLength={2000}
            {...form.getInputProps('url')}
          />
        ) : (
          <FileInput
            label={t('add.file')}
            description={t('add.fileHint')}
            placeholder={t('add.filePlaceholder')}
            accept=".ics,text/calendar"
            clearable
            clearButtonProps={{ 'aria-label': t('add.fileClear') }}
            {...form.getInputProps('file')}
          />
        )}
        <Text size="sm" c="dimmed">
          {t('add.hoursAlone')}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
