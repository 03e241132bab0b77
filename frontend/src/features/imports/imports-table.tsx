import { Badge, Button, Progress, Stack, Table, Text } from '@mantine/core';
import { sentenceOf } from '@/api/problem';
import { exact, shortDayAndHour } from '@/lib/dates';
import { number } from '@/lib/typography';
import { type ImportJob, isUnderWay } from './queries';
import { useTexts } from './texts';

const COLOURS = { queued: 'ardoise', running: 'petrole', done: 'vert', failed: 'rouge' } as const;

export function ImportsTable({ jobs, onOpen }: { jobs: ImportJob[]; onOpen: (job: ImportJob) => void }) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.file')}</Table.Th>
            <Table.Th>{t('column.state')}</Table.Th>
            <Table.Th ta="right">{t('column.created')}</Table.Th>
            <Table.Th ta="right">{t('column.changed')}</Table.Th>
            <Table.Th ta="right">{t('column.unchanged')}</Table.Th>
            <Table.Th ta="right">{t('column.rejected')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <Table.Tr key={job.import_id}>
              <Table.Td>
                <Text fw={600}>{t(`shortSource.${job.source}`)}</Text>
                <Text size="sm" c="dimmed" title={exact(job.requested_at)}>
                  {shortDayAndHour(job.requested_at)} · {job.requested_by}
                </Text>
              </Table.Td>
              <Table.Td>
                <State job={job} />
              </Table.Td>
              <Table.Td ta="right">{number(job.created)}</Table.Td>
              <Table.Td ta="right">{number(job.changed)}</Table.Td>
              <Table.Td ta="right">{number(job.unchanged)}</Table.Td>
              <Table.Td ta="right">
                {job.rejected > 0 ? (
                  <Button variant="subtle" size="compact-sm" onClick={() => onOpen(job)}>
                    {number(job.rejected)}
                    <span className="vh"> – {t('seeRejections', { count: job.rejected })}</span>
                  </Button>
                ) : (
                  number(job.rejected)
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function State({ job }: { job: ImportJob }) {
  const t = useTexts();
  const total = job.lines_total;
  return (
    <Stack gap={4} maw={280}>
      <Badge color={COLOURS[job.state]} variant="light">
        {t(`state.${job.state}`)}
      </Badge>
      {isUnderWay(job) && job.state === 'running' && (
        <>
          <Progress
            value={total ? (100 * job.lines_read) / total : 100}
            animated={!total}
            aria-label={t('progressLabel', { source: t(`shortSource.${job.source}`) })}
          />
          <Text size="sm" c="dimmed">
            {total
              ? t('progress', { read: number(job.lines_read), total: number(total) })
              : t('progressUnknown', { read: number(job.lines_read) })}
          </Text>
        </>
      )}
      {job.state === 'failed' && (
        <Text size="sm" c="rouge.9" title={job.error ?? undefined}>
          {t('failed', { error: sentenceOf(job.error_code ?? '') ?? job.error ?? '' })}
        </Text>
      )}
    </Stack>
  );
}
