import { Table } from '@mantine/core';
import { dayAndMonth } from '@/lib/dates';
import { ColumnHeads } from '@/ui/column-heads';
import type { PreviewDay, Viewer } from './preview-runs';
import { RunSight, RunTime, RunWords } from './preview-words';
import { useTexts } from './texts';

interface PreviewTableProps {
  days: PreviewDay[];
  viewers: Viewer[];
}

/** The viewers side by side, day by day. */
export function PreviewTable({ days, viewers }: PreviewTableProps) {
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
        <ColumnHeads columns={[t('preview.when'), t('preview.what'), ...viewers.map((one) => one.label)]} />
        {days.map(({ day, runs }) => (
          <Table.Tbody key={day}>
            <Table.Tr>
              <Table.Th scope="rowgroup" colSpan={2 + viewers.length}>
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
                {viewers.map(({ value }) => (
                  <Table.Td key={value}>
                    <RunSight run={run} viewer={value} />
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
