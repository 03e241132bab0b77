import { Code, Drawer, Stack, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { number } from '@/lib/typography';
import { ColumnHeads } from '@/ui/column-heads';
import { ExportButton } from '@/ui/export-button';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { type ImportJob, rejectionsPath, rejectionsQuery } from './queries';
import { useTexts } from './texts';

export function RejectionsDrawer({ job, onClose }: { job: ImportJob | null; onClose: () => void }) {
  const t = useTexts();
  return (
    <Drawer opened={job !== null} onClose={onClose} title={t('rejections')} position="right" size="xl">
      {job && <Rejections id={job.import_id} />}
    </Drawer>
  );
}

function Rejections({ id }: { id: string }) {
  const t = useTexts();
  const query = useInfiniteQuery(rejectionsQuery(id));
  return (
    <Stack gap="sm" align="flex-start">
      <ExportButton path={rejectionsPath(id)} name="lignes-refusees" />
      <KeysetList query={query} empty={<EmptyFace>{t('noRejection')}</EmptyFace>}>
        {(lines) => (
          <Table verticalSpacing={6}>
            <ColumnHeads columns={[t('line'), t('reason'), t('excerpt')]} />
            <Table.Tbody>
              {lines.map((rejection) => (
                <Table.Tr key={`${rejection.line}-${rejection.reason}`}>
                  <Table.Td>{number(rejection.line)}</Table.Td>
                  <Table.Td>{rejection.reason}</Table.Td>
                  <Table.Td>
                    <Code style={{ overflowWrap: 'anywhere' }}>{rejection.excerpt}</Code>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </KeysetList>
    </Stack>
  );
}
