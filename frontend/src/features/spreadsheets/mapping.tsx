import { Alert, Button, Group, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dayAndHour } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { Refused } from '@/ui/refused';
import { HOLDS } from './holds';
import {
  columnsQuery,
  type Holds,
  type Mapping as Mapped,
  type SheetColumn,
  type Spreadsheet,
  useDiscardList,
  useTryList,
} from './queries';
import { useTexts } from './texts';
import { TrialReport } from './trial-report';

/** Which column holds what: guessed from the headings, corrected by hand, remembered for the next list. */
export function Mapping({ sheet }: { sheet: Spreadsheet }) {
  const query = useQuery(columnsQuery(sheet.spreadsheet_id));
  return (
    <ListFaces query={query}>
      {query.data && (
        <Form
          sheet={sheet}
          columns={query.data.columns}
          required={query.data.required}
          key={query.data.columns.length}
        />
      )}
    </ListFaces>
  );
}

interface FormProps {
  sheet: Spreadsheet;
  columns: SheetColumn[];
  /** Of each group, at least one must be mapped. */
  required: Holds[][];
}

function Form({ sheet, columns, required }: FormProps) {
  const t = useTexts();
  const [chosen, setChosen] = useState<(Holds | null)[]>(() => columns.map(({ guess }) => guess));
  const attempt = useTryList(sheet.spreadsheet_id);
  const discard = useDiscardList(sheet.spreadsheet_id);
  const missing = required.filter((group) => !group.some((one) => chosen.includes(one)));
  const choose = (index: number, holds: Holds | null) => {
    attempt.reset();
    // One thing stands in one column: choosing it here frees it there.
    setChosen(chosen.map((one, at) => (at === index ? holds : one === holds ? null : one)));
  };
  const either = (one: string, other: string) => t('mapping.either', { one, other });
  const mapping = Object.fromEntries(
    chosen.flatMap((holds, index) => (holds ? [[holds, columns[index]?.index ?? index]] : [])),
  ) as Mapped;
  return (
    <Stack gap="md">
      <Text>{t('mapping.lead', { until: dayAndHour(sheet.erased_by) })}</Text>
      <Title order={2} size="h4">
        {t('mapping.title')}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {columns.map((column, index) => (
          <Paper key={column.index} withBorder p="sm">
            <Select
              label={column.heading || t('mapping.untitled', { position: column.index + 1 })}
              description={column.examples.join(' · ') || t('mapping.blank')}
              placeholder={t('mapping.leaveOut')}
              data={HOLDS.map((value) => ({ value, label: t(`holds.${value}`) }))}
              value={chosen[index] ?? null}
              onChange={(value) => choose(index, value as Holds | null)}
              clearable
              searchable
              styles={{ description: { overflowWrap: 'anywhere' } }}
            />
          </Paper>
        ))}
      </SimpleGrid>
      {missing.length > 0 && (
        <Alert color="ambre" variant="light" role="status">
          {t('mapping.missing', {
            names: missing.map((group) => group.map((one) => t(`holds.${one}`)).reduce(either)).join(', '),
          })}
        </Alert>
      )}
      <Refused error={attempt.error} />
      <Group gap="xs">
        <Button
          variant={attempt.data ? 'default' : 'filled'}
          disabled={missing.length > 0}
          loading={attempt.isPending}
          onClick={() => attempt.mutate(mapping)}
        >
          {t('mapping.try')}
        </Button>
        <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
          {t('mapping.discard')}
        </Button>
      </Group>
      {attempt.data && <TrialReport sheet={sheet} trial={attempt.data} />}
    </Stack>
  );
}
