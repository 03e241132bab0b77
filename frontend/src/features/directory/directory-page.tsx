import { Anchor, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { cptsQuery } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { number } from '@/lib/typography';
import { Page } from '@/ui/page';
import { Professionals } from './professionals';
import type { DirectorySearch } from './search';
import { Structures } from './structures';

interface DirectoryPageProps {
  search: DirectorySearch;
  /** Writes the filters into the URL, without a new entry in the history. */
  onSearch: (search: DirectorySearch) => void;
}

export function DirectoryPage({ search, onSearch }: DirectoryPageProps) {
  const t = useDirectoryTexts();
  const cpts = useQuery(cptsQuery);
  const tab = search.onglet ?? 'professionals';
  const filters = {
    search,
    onChange: (changed: Partial<DirectorySearch>) => onSearch({ ...search, ...changed }),
    onReset: () => onSearch({ onglet: search.onglet }),
  };
  const territory = cpts.data;
  return (
    <Page
      title={t('title')}
      actions={
        <Anchor renderRoot={(props) => <Link to={PATHS.recourses} {...props} />}>{t('recourses')}</Anchor>
      }
      subtitle={
        territory &&
        t('subtitle', {
          count: territory.members,
          population: number(territory.population),
          communes: territory.communes.length,
        })
      }
    >
      <SegmentedControl
        style={{ alignSelf: 'flex-start' }}
        value={tab}
        onChange={(value) =>
          onSearch({ nom: search.nom, pres: search.pres, onglet: value === 'structures' ? value : undefined })
        }
        data={[
          { value: 'professionals', label: t('tabs.professionals') },
          { value: 'structures', label: t('tabs.structures') },
        ]}
      />
      {tab === 'structures' ? <Structures {...filters} /> : <Professionals {...filters} />}
    </Page>
  );
}
