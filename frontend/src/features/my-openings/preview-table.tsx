import { Table } from '@mantine/core';
import { dayAndMonth } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { ColumnHeads } from '@/ui/column-heads';
import type { PreviewDay } from './preview-runs';
import { RunSight, RunTime, RunWords } from './preview-words';
import type { Audience } from './queries';
import { useTexts } from './texts';

interface PreviewTableProps {
  days: PreviewDay[];
  audiences: readonly Audience[];
}

/** The audiences side by side, day by day. */
export function PreviewTable({ days, audiences }: PreviewTableProps) {
  const t = useTexts();
  return (
    <Table.ScrollContainer
      minWidth={860}
      scrollAreaProps={{
        viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('preview.caption') },
      }}
    >
      <Table captionSide="top">
        <Table.Caption className="vh">{t('preview.caption')}</Table.Caption>
        <ColumnHeads
          columns={[
            t('preview.when'),
            t('preview.what'),
            ...audiences.map((one) => codeLabel('audience', one)),
          ]}
        />
        {days.map(({ day, runs }) => (
          <Table.Tbody key={day}>
            <Table.Tr>
              <Table.Th scope="rowgroup" colSpan={2 + audiences.length}>
                {dayAndMonth(day)}
              </Table.Th>
            </Table.Tr>
            {runs.map((run) => (
              <Table.Tr key={run.key}>
                <Table.Th scope="row" fw={400}>
                  <RunTime run={run} />
                </Table.Th>
                <Table.Td>
                  <RunWords run={run} />
                </Table.Td>
                {audiences.map((one) => (
                  <Table.Td key={one}>
                    <RunSight run={run} audience={one} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        ))}
      </Table>
    </Table.ScrollContainer>
  );
}
