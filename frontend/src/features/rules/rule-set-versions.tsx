import { Badge, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tableDay } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { VersionsTable } from '@/ui/versions-table';
import { type RuleSetLine, ruleSetQuery } from './queries';
import { RulesForm } from './rules-form';
import { useTexts } from './texts';

const COLOURS = { in_force: 'vert', coming: 'petrole', past: 'ardoise' } as const;

/** All that ever stood or will: a class or a wave names the version by which it was decided. */
export function RuleSetVersions({ sets }: { sets: RuleSetLine[] }) {
  const t = useTexts();
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      <VersionsTable
        minWidth={680}
        columns={(['version', 'state', 'from', 'author', 'note', 'open'] as const).map((one) =>
          t(`versions.${one}`),
        )}
        lines={sets.map((set) => ({
          version: set.version,
          cells: [
            <Badge key="state" variant="light" color={COLOURS[set.state]}>
              {t(`state.${set.state}`)}
            </Badge>,
            tableDay(set.in_force_from ?? set.adopted_at),
            set.is_default
              ? t('versions.platform')
              : t('versions.by', {
                  drafted: set.drafted_by_name,
                  adopted: set.author_name,
                  day: tableDay(set.adopted_at),
                }),
            set.note || '–',
          ],
        }))}
        act={t('versions.read')}
        onRead={setShown}
      />
      {shown && <OneSet version={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function OneSet({ version, onClose }: { version: string; onClose: () => void }) {
  const t = useTexts();
  const set = useQuery(ruleSetQuery(version));
  return (
    <Modal opened onClose={onClose} title={t('versions.one', { version })} size="xl">
      <ListFaces query={set}>{set.data && <RulesForm rules={set.data.rules} />}</ListFaces>
    </Modal>
  );
}
