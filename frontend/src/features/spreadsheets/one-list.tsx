import { Anchor, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { dayAndHour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { number } from '@/lib/typography';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Mapping } from './mapping';
import { isUnderWay, type Spreadsheet, spreadsheetQuery } from './queries';
import { Report } from './report';
import { useTexts } from './texts';

export function OneList({ id }: { id: string }) {
  const t = useTexts();
  const codes = useCodes();
  const query = useQuery(spreadsheetQuery(id));
  const sheet = query.data;
  return (
    <Page
      title={sheet ? t('one', { kind: codes(`kind.${sheet.kind}`) }) : t('title')}
      subtitle={sheet && t('given', { name: sheet.author_name, day: dayAndHour(sheet.given_at) })}
    >
      <ListFaces query={query}>{sheet && <Face sheet={sheet} />}</ListFaces>
      <Anchor renderRoot={(props) => <Link to={PATHS.spreadsheets} {...props} />}>{t('back')}</Anchor>
    </Page>
  );
}

/** What it is now decides what is shown: the columns to map, how far it is, or what came of it. */
function Face({ sheet }: { sheet: Spreadsheet }) {
  const t = useTexts();
  if (isUnderWay(sheet)) return <UnderWay sheet={sheet} />;
  if (sheet.state === 'given' || sheet.state === 'tried')
    return sheet.is_mine ? <Mapping sheet={sheet} /> : <Text>{t('notMine')}</Text>;
  if (sheet.state === 'discarded') return <Text>{t('discarded')}</Text>;
  return <Report sheet={sheet} />;
}

function UnderWay({ sheet }: { sheet: Spreadsheet }) {
  const t = useTexts();
  const isUndoing = sheet.state === 'undoing';
  return (
    <Stack gap="xs" maw={620} role="status">
      <Text>{t(isUndoing ? 'undoing' : 'running')}</Text>
      <Progress
        value={isUndoing ? 100 : (100 * sheet.done) / sheet.lines}
        animated={isUndoing}
        aria-label={t(isUndoing ? 'undoing' : 'running')}
      />
      {!isUndoing && (
        <Text size="sm" c="dimmed">
          {t('progress', { done: number(sheet.done), lines: number(sheet.lines) })}
        </Text>
      )}
    </Stack>
  );
}
