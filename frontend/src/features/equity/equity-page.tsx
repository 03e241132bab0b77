import { Button, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { ExportButton } from '@/ui/export-button';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { FigureRows } from './figure-rows';
import { FiguresPanel } from './figures-panel';
import { MonthsPanel } from './months-panel';
import { OwnCounts } from './own-counts';
import {
  type EquitySearch,
  exportPath,
  type Figure,
  figuresQuery,
  openedIn,
  ownShareQuery,
  PROFESSIONS,
  sharesQuery,
} from './queries';
import { ShareWords } from './share-words';
import { SharesTable } from './shares-table';
import { useTexts } from './texts';

interface EquityPageProps {
  search: EquitySearch;
  onSearch: (search: EquitySearch) => void;
}

/** How the load is spread: everybody's for the coordination, one's own for a professional, figures for others. */
export function EquityPage(props: EquityPageProps) {
  const session = useSession();
  if (hasRole(session, ...COORDINATION)) return <Everybody {...props} />;
  const isProfessional = hasRole(session, 'professional');
  const readsFigures = hasRole(session, 'director', 'project_officer', 'evaluator');
  return (
    <EquityFrame actions={readsFigures && <GapsLink />}>
      {isProfessional && <Own id={session.professional_id ?? null} {...props} />}
      {(readsFigures || !isProfessional) && <FiguresAlone {...props} />}
    </EquityFrame>
  );
}

/** How the persons fare, beside how the load of the professionals is spread. */
function GapsLink() {
  const t = useTexts();
  return (
    <Button variant="default" renderRoot={(props) => <Link to={PATHS.gaps} {...props} />}>
      {t('gaps')}
    </Button>
  );
}

function EquityFrame({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  const t = useTexts();
  return (
    <Page title={t('title')} subtitle={t('subtitle')} actions={actions}>
      {children}
    </Page>
  );
}

function Everybody({ search, onSearch }: EquityPageProps) {
  const t = useTexts();
  const profession = search.profession ?? '10';
  const query = useQuery(sharesQuery(profession));
  const opened = query.data?.items.find((one) => one.professional_id === search.pro);
  const { profession: kept, pro } = search;
  const figure = openedIn(search);
  return (
    <EquityFrame
      actions={
        <>
          <GapsLink />
          <ExportButton path={exportPath(profession)} name="equite" />
        </>
      }
    >
      <ProfessionFilter search={search} onSearch={onSearch} />
      <ListFaces
        query={query}
        isEmpty={query.data?.items.length === 0}
        empty={<Text c="dimmed">{t('empty')}</Text>}
      >
        {query.data && (
          <Stack gap="lg">
            <FiguresPanel
              figures={query.data.figures}
              opened={opened ? null : figure}
              onOpen={(chiffre) => onSearch({ profession: kept, chiffre })}
            />
            {figure && !opened && <FigureRows opened={figure} />}
            <SharesTable
              shares={query.data.items}
              opened={opened?.professional_id}
              figure={figure}
              onOpen={(next, chiffre) => onSearch({ profession: kept, pro: next, chiffre })}
            />
            {opened && (
              <Stack gap="sm" component="section" aria-label={opened.name}>
                <Title order={2} fz="lg">
                  {opened.name}
                </Title>
                <ShareWords share={opened} figures={query.data.figures} />
                {figure && <FigureRows opened={figure} of={opened.name} />}
                <MonthsPanel
                  months={opened.months}
                  name={opened.name}
                  opened={figure}
                  onOpen={(chiffre, mois) => onSearch({ profession: kept, pro, chiffre, mois })}
                />
              </Stack>
            )}
          </Stack>
        )}
      </ListFaces>
    </EquityFrame>
  );
}

function Own({ id, search, onSearch }: EquityPageProps & { id: string | null }) {
  const t = useTexts();
  const query = useQuery({ ...ownShareQuery(id ?? ''), enabled: id !== null });
  const figure = openedIn(search, id ?? undefined);
  const open = (chiffre: Figure, mois?: string) => onSearch({ ...search, chiffre, mois });
  if (id === null)
    return (
      <EmptyFace>
        <Text>{t('noSheet')}</Text>
      </EmptyFace>
    );
  return (
    <ListFaces query={query}>
      {query.data && (
        <Stack gap="sm" component="section" aria-label={t('own.title')}>
          <Title order={2} fz="lg">
            {t('own.title')}
          </Title>
          <ShareWords share={query.data.share} figures={query.data.figures} isOwn />
          <OwnCounts share={query.data.share} opened={figure} onOpen={open} />
          {figure && <FigureRows opened={figure} of={t('own.title')} />}
          <MonthsPanel
            months={query.data.share.months}
            name={t('own.months')}
            opened={figure}
            onOpen={open}
          />
          <Text size="sm" c="dimmed" maw={720}>
            {t('own.private')}
          </Text>
        </Stack>
      )}
    </ListFaces>
  );
}

function FiguresAlone({ search, onSearch }: EquityPageProps) {
  const t = useTexts();
  const query = useQuery(figuresQuery(search.profession ?? '10'));
  return (
    <ListFaces query={query}>
      <ProfessionFilter search={search} onSearch={onSearch} />
      {query.data && (
        <Stack gap="lg">
          <FiguresPanel figures={query.data} opened={null} />
          <MonthsPanel months={query.data.months} name={t('figures.everybody')} opened={null} />
          <Text size="sm" c="dimmed" maw={720}>
            {t('figures.noName')}
          </Text>
        </Stack>
      )}
    </ListFaces>
  );
}

function ProfessionFilter({ search, onSearch }: EquityPageProps) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <NativeSelect
      label={t('profession')}
      maw={320}
      value={search.profession ?? '10'}
      onChange={(event) => {
        const profession = PROFESSIONS.find((one) => one === event.currentTarget.value);
        onSearch(profession && profession !== '10' ? { profession } : {});
      }}
      data={PROFESSIONS.map((code) => ({
        value: code,
        label: code === '10' ? t('doctors') : codes(`profession.${code}`),
      }))}
    />
  );
}
