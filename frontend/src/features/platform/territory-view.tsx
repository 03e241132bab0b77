import { Button, Code, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { exact, shortDayAndHour } from '@/lib/dates';
import { number } from '@/lib/typography';
import { ListFaces } from '@/ui/list-faces';
import { type Listed, type TerritoryChange, territoryQuery } from './queries';
import { RedrawDialog } from './redraw-dialog';
import { useTexts } from './texts';

/** What the CPTS is made of, and who drew it so. */
export function TerritoryView({ cpts }: { cpts: Listed }) {
  const t = useTexts();
  const query = useQuery(territoryQuery(cpts.cpts_id));
  const [isRedrawing, setRedrawing] = useState(false);
  const territory = query.data;
  return (
    <ListFaces query={query}>
      {territory && (
        <Stack gap="xs" mt="sm">
          <Text>
            {t('territory.communes', { count: territory.communes.length })} ·{' '}
            {t('territory.population', { population: number(territory.population) })} ·{' '}
            {t('territory.members', { count: territory.members })}
          </Text>
          <Text size="sm">{territory.communes.map((one) => one.name).join(', ')}</Text>
          {territory.members === 0 && <Text size="sm">{t('territory.firstAccount')}</Text>}
          <Text size="sm">
            {t('territory.identifier')} <Code style={{ overflowWrap: 'anywhere' }}>{cpts.cpts_id}</Code>
          </Text>
          <Group>
            <Button variant="default" onClick={() => setRedrawing(true)}>
              {t('redraw.open')}
            </Button>
          </Group>
          <Title order={3} size="h5">
            {t('change.title')}
          </Title>
          <List size="sm" spacing={4}>
            {territory.changes.map((change) => (
              <Change key={change.changed_at} change={change} />
            ))}
          </List>
          {territory.changes.length === 0 && <Text size="sm">{t('change.none')}</Text>}
        </Stack>
      )}
      {isRedrawing && territory && (
        <RedrawDialog name={cpts.name} territory={territory} onClose={() => setRedrawing(false)} />
      )}
    </ListFaces>
  );
}

function Change({ change }: { change: TerritoryChange }) {
  const t = useTexts();
  const said = [
    change.added.length > 0 && t('change.added', { names: change.added.join(', ') }),
    change.removed.length > 0 && t('change.removed', { names: change.removed.join(', ') }),
  ];
  return (
    <List.Item>
      <span title={exact(change.changed_at)}>{shortDayAndHour(change.changed_at)}</span> ·{' '}
      {change.author_name}
      {said.filter(Boolean).map((line) => (
        <Text key={String(line)} size="sm" c="dimmed">
          {line}
        </Text>
      ))}
    </List.Item>
  );
}
