import { Button, Fieldset, FileInput, Select, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { hasRole, useSession } from '@/api/session';
import type { Kind } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { CARE_KINDS } from '@/referral/track';
import { Refused } from '@/ui/refused';
import { useGiveList } from './queries';
import { useTexts } from './texts';

export function GiveList() {
  const t = useTexts();
  const codes = useCodes();
  const session = useSession();
  const navigate = useNavigate();
  const give = useGiveList();
  const kinds = [
    ...(hasRole(session, 'care_coordinator') ? ([...CARE_KINDS, 'snp'] as const) : []),
    ...(hasRole(session, 'social_coordinator') ? (['social'] as const) : []),
  ];
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'medecin_traitant');
  const [file, setFile] = useState<File | null>(null);
  const [isMissing, setMissing] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!file);
    if (!file) return;
    give.mutate(
      { file, kind },
      {
        onSuccess: (sheet) =>
          void navigate({ to: PATHS.spreadsheets, search: { liste: sheet.spreadsheet_id } }),
      },
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Fieldset legend={t('give')} maw={860}>
        <Stack gap="sm" align="flex-start">
          <Refused error={give.error} />
          <Text size="sm">{t('sealed')}</Text>
          <Select
            label={t('kind')}
            data={kinds.map((value) => ({ value, label: codes(`kind.${value}`) }))}
            value={kind}
            allowDeselect={false}
            onChange={(value) => value && setKind(value as Kind)}
            w="100%"
            maw={420}
          />
          <FileInput
            label={t('file')}
            description={t('fileHint')}
            placeholder={t('filePlaceholder')}
            accept=".csv,.txt,.xlsx"
            value={file}
            onChange={setFile}
            error={isMissing && !file ? t('missingFile') : undefined}
            clearable
            w="100%"
            maw={420}
          />
          <Button type="submit" loading={give.isPending}>
            {t('send')}
          </Button>
        </Stack>
      </Fieldset>
    </form>
  );
}
