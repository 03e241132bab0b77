import { Badge, Button, Checkbox, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { number } from '@/lib/typography';
import { ColumnHeads } from '@/ui/column-heads';
import { Counts } from './counts';
import { type Spreadsheet, type Trial, useRunList } from './queries';
import { useTexts } from './texts';

/** What the import would do, before anything is done. */
export function TrialReport({ sheet, trial }: { sheet: Spreadsheet; trial: Trial }) {
  const t = useTexts();
  const run = useRunList(sheet.spreadsheet_id);
  const [keepsTwins, setKeepsTwins] = useState(false);
  const made = trial.ready + trial.waiting + (keepsTwins ? trial.twins : 0);
  return (
    <Stack gap="sm" component="section" aria-labelledby="trial">
      <Title order={2} size="h4" id="trial" tabIndex={-1}>
        {t('trial.title')}
      </Title>
      <Counts
        counts={{
          stated: trial.ready,
          waiting: trial.waiting,
          refusals: trial.refusals,
          twins: trial.twins,
          left_out: trial.left_out,
        }}
      />
      {trial.twins > 0 && (
        <Checkbox
          label={t('trial.keepTwins')}
          checked={keepsTwins}
          onChange={(event) => setKeepsTwins(event.currentTarget.checked)}
        />
      )}
      <Group>
        <Button
          loading={run.isPending}
          disabled={made + trial.refusals === 0}
          onClick={() => run.mutate(keepsTwins)}
        >
          {t('trial.run', { count: made, made: number(made) })}
        </Button>
      </Group>
      <Rows rows={trial.rows} />
    </Stack>
  );
}

function Rows({ rows }: { rows: Trial['rows'] }) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing={6}>
        <Table.Caption>{t('trial.rows')}</Table.Caption>
        <ColumnHeads columns={[t('trial.line'), t('trial.person'), t('trial.comes')]} />
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.line}>
              <Table.Td>{number(row.line)}</Table.Td>
              <Table.Td>
                {row.names}
                <Text size="sm" c="dimmed" component="span">
                  {' '}
                  {row.birth}
                </Text>
              </Table.Td>
              <Table.Td>
                <Outcome row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Outcome({ row }: { row: Trial['rows'][number] }) {
  const t = useTexts();
  return (
    <Group gap={6}>
      {row.problems.map((problem) => (
        <Badge key={`${problem.column}-${problem.rule}`} color="rouge" variant="light">
          {t(`holds.${problem.column}`)} : {t(`rule.${problem.rule}`)}
        </Badge>
      ))}
      {row.twin !== 'none' && (
        <Badge color="ambre" variant="light">
          {t(`twin.${row.twin}`)}
        </Badge>
      )}
      {row.problems.length === 0 && (
        <Badge color={row.consent === 'yes' ? 'vert' : 'ardoise'} variant="light">
          {t(`consent.${row.consent}`)}
        </Badge>
      )}
    </Group>
  );
}
