import { Button, Fieldset, FileInput, Group, Progress, Select, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { percent } from '@/lib/typography';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { type Source, useGiveFile } from './queries';
import { useTexts } from './texts';

const SOURCES: Source[] = ['rpps', 'finess', 'ehpad', 'communes'];

export function GiveFile() {
  const t = useTexts();
  const give = useGiveFile();
  const [source, setSource] = useState<Source>('rpps');
  const [file, setFile] = useState<File | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [sent, setSent] = useState(0);
  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!file);
    if (!file) return;
    setSent(0);
    give.mutate(
      { source, file, onProgress: setSent },
      {
        onSuccess: () => {
          notifyDone(t('sent'));
          setFile(null);
        },
      },
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Fieldset legend={t('give')} maw={860}>
        <Stack gap="sm">
          <Refused error={give.error} />
          <Select
            label={t('source')}
            data={SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
            value={source}
            allowDeselect={false}
            onChange={(value) => setSource((value as Source) ?? 'rpps')}
          />
          <FileInput
            label={t('file')}
            placeholder={t('filePlaceholder')}
            value={file}
            onChange={setFile}
            error={isMissing && !file ? t('missingFile') : undefined}
            clearable
          />
          <Group>
            <Button type="submit" loading={give.isPending}>
              {t('send')}
            </Button>
            {give.isPending && (
              <Progress
                value={sent * 100}
                aria-label={t('sending', { percent: percent(sent) })}
                style={{ flexGrow: 1 }}
              />
            )}
          </Group>
        </Stack>
      </Fieldset>
    </form>
  );
}
