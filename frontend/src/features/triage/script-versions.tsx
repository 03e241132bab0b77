import { Badge } from '@mantine/core';
import { tableDay } from '@/lib/dates';
import { VersionsTable } from '@/ui/versions-table';
import type { ScriptLine } from './script-queries';
import { useTexts } from './texts';

/** All that ever stood: a triage names the version under which it was done. */
export function ScriptVersionsTable({
  lines,
  onRead,
}: {
  lines: ScriptLine[];
  onRead: (version: string) => void;
}) {
  const t = useTexts();
  return (
    <VersionsTable
      minWidth={620}
      columns={(['version', 'published', 'signed', 'note', 'read'] as const).map((one) =>
        t(`versions.${one}`),
      )}
      lines={lines.map((line) => ({
        version: line.version,
        mark: line.is_in_force && <Badge color="vert">{t('versions.inForce')}</Badge>,
        cells: [
          line.published_at
            ? t('versions.by', { day: tableDay(line.published_at), name: line.published_by_name })
            : t('versions.national'),
          line.signed_by ?? t('versions.unsigned'),
          line.note || '–',
        ],
      }))}
      act={t('versions.open')}
      onRead={onRead}
    />
  );
}
