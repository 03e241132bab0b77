import { Table, Text } from '@mantine/core';
import { useCodes } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { FigureButton } from '@/ui/figure-button';
import classes from './communes-table.module.css';
import {
  type Commune,
  type Coverage,
  type CoverageSearch,
  type Figure,
  type OpenFigure,
  openedIn,
  type Reach,
} from './queries';
import { useTexts } from './texts';

interface CommunesTableProps {
  coverage: Coverage;
  search: CoverageSearch;
  /** Missing for who reads figures only. */
  onOpen?: (open: OpenFigure) => void;
}

/** One line per commune, one column per profession; each figure opens the rows that it counts. */
export function CommunesTable({ coverage, search, onOpen }: CommunesTableProps) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Table.ScrollContainer
      minWidth={320 + coverage.professions.length * 150}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('table') } }}
    >
      <Table className={classes.table}>
        <Table.Caption className="vh">{t('table')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('commune')}</Table.Th>
            {coverage.professions.map((code) => (
              <Table.Th key={code} scope="col">
                {codes(`profession.${code as '10'}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {coverage.communes.map((commune) => (
            <Table.Tr key={commune.commune_code}>
              <Table.Th scope="row">
                {commune.commune_name}
                <Text size="sm" c="dimmed" fw={400}>
                  {commune.population === null
                    ? t('unknown')
                    : t('people', { people: number(commune.population) })}
                </Text>
              </Table.Th>
              {coverage.professions.map((code) => (
                <Cell
                  key={code}
                  commune={commune}
                  reach={commune.reach.find((one) => one.profession_code === code)}
                  search={search}
                  onOpen={onOpen}
                />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface CellProps {
  commune: Commune;
  reach?: Reach;
  search: CoverageSearch;
  onOpen?: (open: OpenFigure) => void;
}

function Cell({ commune, reach, search, onOpen }: CellProps) {
  const t = useTexts();
  const codes = useCodes();
  if (!reach)
    return <Table.Td className={classes.hole}>{t(commune.is_located ? 'hole' : 'unlocated')}</Table.Td>;
  const { profession_code: profession } = reach;
  const whose = `${codes(`profession.${profession as '10'}`)}, ${commune.commune_name}`;
  const opened = openedIn(search);
  const figure = (chiffre: Figure, words: string) => {
    const one = { commune: commune.commune_code, profession, chiffre };
    return (
      <FigureButton
        of={whose}
        isOpened={JSON.stringify(opened) === JSON.stringify(one)}
        onOpen={onOpen && reach[chiffre] > 0 ? () => onOpen(one) : undefined}
      >
        {words}
      </FigureButton>
    );
  };
  return (
    <Table.Td>
      <Text fw={600}>{figure('free', t('free', { count: reach.free }))}</Text>
      <Text size="sm">{figure('professionals', t('who', { count: reach.professionals }))}</Text>
      <Text size="sm">{figure('half_days', t('halves', { count: reach.half_days }))}</Text>
      {reach.on_duty > 0 && (
        <Text size="sm" fw={600}>
          {figure('on_duty', t('duty', { count: reach.on_duty }))}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('nearest', { km: decimal(reach.nearest_km) })}
      </Text>
    </Table.Td>
  );
}
