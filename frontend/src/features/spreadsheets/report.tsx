import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { number } from '@/lib/typography';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ExportButton } from '@/ui/export-button';
import { Counts } from './counts';
import { resultPath, type Spreadsheet, useUndoList } from './queries';
import { useTexts } from './texts';

/** What came of it, line by line to download, and the way back while nobody has worked on it. */
export function Report({ sheet }: { sheet: Spreadsheet }) {
  const t = useTexts();
  const undo = useUndoList(sheet.spreadsheet_id);
  const [asks, setAsks] = useState(false);
  const isUndone = sheet.state === 'undone';
  const made = sheet.counts.stated + sheet.counts.waiting;
  return (
    <Stack gap="md">
      <Text role="status">{t(isUndone ? 'undone' : 'done', { lines: number(sheet.lines) })}</Text>
      {!isUndone && <Counts counts={sheet.counts} />}
      <Group gap="xs">
        <ExportButton path={resultPath(sheet.spreadsheet_id)} name="import" />
        {!isUndone && (
          <Button variant="default" onClick={() => setAsks(true)}>
            {t('undo.open')}
          </Button>
        )}
      </Group>
      {!isUndone && sheet.counts.waiting > 0 && (
        <Anchor
          renderRoot={(props) => (
            <Link to={PATHS.referrals} search={{ liste: 'accords-a-recueillir' }} {...props} />
          )}
        >
          {t('toConsent')}
        </Anchor>
      )}
      {!isUndone && sheet.counts.stated > 0 && (
        <Anchor
          renderRoot={(props) => <Link to={PATHS.referrals} search={{ liste: 'a-qualifier' }} {...props} />}
        >
          {t('toQualify')}
        </Anchor>
      )}
      <ConfirmDialog
        opened={asks}
        title={t('undo.title')}
        act={t('undo.act', { count: made, made: number(made) })}
        danger
        busy={undo.isPending}
        onClose={() => setAsks(false)}
        onConfirm={() => undo.mutate(undefined, { onSettled: () => setAsks(false) })}
      >
        <Text>{t('undo.text')}</Text>
      </ConfirmDialog>
    </Stack>
  );
}
