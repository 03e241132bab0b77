import {
  Button,
  Checkbox,
  Fieldset,
  FileButton,
  FileInput,
  Group,
  Progress,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { megabytes, percent } from '@/lib/typography';
import { REPORT_KINDS } from '@/referral/options';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { ACCEPTED, mediaTypeOf } from './report-file';
import { type Report, useFileReport } from './report-queries';
import { useReportTexts } from './report-texts';

interface FileReportProps {
  id: string;
  isShared: boolean;
  /** Bytes. */
  limit: number;
}

/** A report is written here, attached, or photographed with the phone. */
export function FileReport({ id, isShared, limit }: FileReportProps) {
  const t = useReportTexts();
  const send = useFileReport(id);
  const hasCamera = useMediaQuery('(pointer: coarse)', false);
  const [kind, setKind] = useState<Report['kind']>('report');
  const [words, setWords] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [isReserved, setReserved] = useState(false);
  const [isTried, setTried] = useState(false);
  const [sent, setSent] = useState(0);
  const mediaType = file ? mediaTypeOf(file) : undefined;
  const wrongFile = !file
    ? undefined
    : file.size > limit
      ? t('file.tooLarge', { limit: megabytes(limit) })
      : mediaType
        ? undefined
        : t('file.wrongKind');
  const isEmpty = words.trim() === '' && !file;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (isEmpty || wrongFile) return;
    setSent(0);
    const report = {
      kind,
      words: words.trim(),
      readers: isReserved ? ('professionals' as const) : ('participants' as const),
      file: file && mediaType ? { name: file.name, media_type: mediaType } : null,
    };
    send.mutate(
      { report, file, onProgress: setSent },
      {
        onSuccess: ({ state }) => {
          notifyDone(state === 'to_scan' ? t('file.scanning') : t('file.done'));
          setWords('');
          setFile(null);
          setTried(false);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate>
      <Fieldset legend={t('file.title')}>
        <Stack gap="sm">
          <Refused error={send.error} />
          <Select
            label={t('file.kind')}
            data={REPORT_KINDS}
            value={kind}
            allowDeselect={false}
            maw={320}
            onChange={(value) => setKind((value as Report['kind']) ?? 'report')}
          />
          <Textarea
            label={t('file.words')}
            description={t('file.wordsHint')}
            value={words}
            maxLength={10_000}
            autosize
            minRows={3}
            error={isTried && isEmpty ? t('file.nothing') : undefined}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <FileInput
            label={t('file.file')}
            description={t('file.fileHint', { limit: megabytes(limit) })}
            placeholder={t('file.filePlaceholder')}
            accept={ACCEPTED}
            value={file}
            onChange={setFile}
            error={wrongFile}
            clearable
            clearButtonProps={{ 'aria-label': t('file.clear') }}
          />
          {hasCamera && (
            <FileButton accept="image/*" capture="environment" onChange={setFile}>
              {(props) => (
                <Button variant="default" {...props}>
                  {t('file.photo')}
                </Button>
              )}
            </FileButton>
          )}
          {isShared ? (
            <Checkbox
              label={t('file.professionals')}
              description={t('file.professionalsHint')}
              checked={isReserved}
              onChange={(event) => setReserved(event.currentTarget.checked)}
            />
          ) : (
            <Text size="sm">{t('file.notShared')}</Text>
          )}
          <Group>
            <Button type="submit" loading={send.isPending}>
              {t('file.act')}
            </Button>
            {send.isPending && file && (
              <Progress
                value={sent * 100}
                aria-label={t('file.sending', { percent: percent(sent) })}
                style={{ flexGrow: 1 }}
              />
            )}
          </Group>
        </Stack>
      </Fieldset>
    </form>
  );
}
