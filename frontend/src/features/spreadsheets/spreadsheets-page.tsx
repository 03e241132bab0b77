import { Anchor, Badge, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { exact, shortDayAndHour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { GiveList } from './give-list';
import { OneList } from './one-list';
import { type Spreadsheet, type SpreadsheetSearch, spreadsheetsQuery } from './queries';
import { useTexts } from './texts';

/** The list that the coordination kept before: given, mapped, tried, imported, taken back. */
export function SpreadsheetsPage({ search }: { search: SpreadsheetSearch }) {
  const t = useTexts();
  if (search.liste) return <OneList id={search.liste} />;
  return (
    <Page title={t('title')} subtitle={t('lead')}>
      <GiveList />
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('list')}
        </Title>
        <Given />
      </Stack>
    </Page>
  );
}

function Given() {
  const t = useTexts();
  const query = useQuery(spreadsheetsQuery);
  const sheets = query.data ?? [];
  return (
    <ListFaces query={query} isEmpty={sheets.length === 0} empty={<Text c="dimmed">{t('empty')}</Text>}>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column.list')}</Table.Th>
              <Table.Th>{t('column.state')}</Table.Th>
              <Table.Th ta="right">{t('column.lines')}</Table.Th>
              <Table.Th ta="right">{t('column.made')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sheets.map((sheet) => (
              <Line key={sheet.spreadsheet_id} sheet={sheet} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </ListFaces>
  );
}

function Line({ sheet }: { sheet: Spreadsheet }) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          fw={600}
          renderRoot={(props) => (
            <Link to={PATHS.spreadsheets} search={{ liste: sheet.spreadsheet_id }} {...props} />
          )}
        >
          {codes(`kind.${sheet.kind}`)}
          <span className="vh"> – {shortDayAndHour(sheet.given_at)}</span>
        </Anchor>
        <Text size="sm" c="dimmed" title={exact(sheet.given_at)}>
          {shortDayAndHour(sheet.given_at)} · {sheet.author_name}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant="light">{t(`state.${sheet.state}`)}</Badge>
      </Table.Td>
      <Table.Td ta="right">{number(sheet.lines)}</Table.Td>
      <Table.Td ta="right">{number(sheet.counts.stated + sheet.counts.waiting)}</Table.Td>
    </Table.Tr>
  );
}
