import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PARIS, tableDay } from '@/lib/dates';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { FoundDialog } from './found-dialog';
import { PartnerSystems } from './partner-systems';
import { everyCptsQuery, type Listed, type PlatformSearch } from './queries';
import { TerritoryView } from './territory-view';
import { useTexts } from './texts';

interface PlatformPageProps {
  search: PlatformSearch;
  onSearch: (search: PlatformSearch) => void;
}

/** The CPTS of the platform, for its operator: who is there, and on which territory. */
export function PlatformPage({ search, onSearch }: PlatformPageProps) {
  const t = useTexts();
  const query = useQuery(everyCptsQuery);
  const [isFounding, setFounding] = useState(false);
  const items = query.data?.items ?? [];
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      narrow
      actions={query.data && <Button onClick={() => setFounding(true)}>{t('found.open')}</Button>}
    >
      <ListFaces query={query} isEmpty={items.length === 0} empty={<EmptyFace>{t('empty')}</EmptyFace>}>
        <Stack gap="sm">
          {items.map((one) => (
            <CptsCard
              key={one.cpts_id}
              cpts={one}
              isOpened={one.cpts_id === search.cpts}
              onOpen={(isOpened) => onSearch(isOpened ? { cpts: one.cpts_id } : {})}
            />
          ))}
        </Stack>
      </ListFaces>
      {query.data && <PartnerSystems />}
      {isFounding && <FoundDialog onClose={() => setFounding(false)} />}
    </Page>
  );
}

interface CptsCardProps {
  cpts: Listed;
  isOpened: boolean;
  onOpen: (isOpened: boolean) => void;
}

function CptsCard({ cpts, isOpened, onOpen }: CptsCardProps) {
  const t = useTexts();
  const isReachable = cpts.coordination_phone !== null;
  return (
    <Paper withBorder p="sm" component="article" aria-label={cpts.name}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Title order={2} size="h4">
            {cpts.name}
          </Title>
          <Text size="sm">
            {cpts.finess ? t('finess', { number: cpts.finess }) : t('noFiness')} ·{' '}
            {t('foundedOn', { day: tableDay(cpts.founded_at) })}
            {cpts.time_zone !== PARIS && ` · ${cpts.time_zone}`}
          </Text>
          <Badge variant="light" radius="sm" color={isReachable ? 'vert' : 'ambre'}>
            {t(isReachable ? 'reachable' : 'unreachable')}
          </Badge>
        </div>
        <Button
          variant="default"
          size="compact-md"
          aria-expanded={isOpened}
          onClick={() => onOpen(!isOpened)}
        >
          {t('territory.title')}
          <span className="vh"> {cpts.name}</span>
        </Button>
      </Group>
      {isOpened && <TerritoryView cpts={cpts} />}
    </Paper>
  );
}
