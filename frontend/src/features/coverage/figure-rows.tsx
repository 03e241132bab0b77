import { Anchor, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { hour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { decimal, number } from '@/lib/typography';
import { RowsSection } from '@/ui/rows-section';
import { asked, type CoverageSearch, type OpenFigure, rowsPath, rowsQuery } from './queries';
import { useTexts } from './texts';

interface FigureRowsProps {
  search: CoverageSearch;
  open: OpenFigure;
  commune: string;
}

/** What one figure counts, as many rows as it says. */
export function FigureRows({ search, open, commune }: FigureRowsProps) {
  const t = useTexts();
  const profession = useCodes()(`profession.${open.profession as '10'}`);
  const { chiffre } = open;
  const last = { free: null, half_days: 'slots', professionals: 'slots', on_duty: 'rota' } as const;
  const extra = last[chiffre];
  return (
    <RowsSection
      order={2}
      title={t('rows.title', { figure: t(`rows.${chiffre}`), profession, commune })}
      act={chiffre === 'free' && <BookLink search={search} open={open} />}
      exported={{ path: rowsPath(search, open), name: t('rows.file') }}
      query={useInfiniteQuery(rowsQuery(search, open))}
      columns={[
        t('rows.who'),
        t('rows.place'),
        t('rows.km'),
        t(chiffre === 'half_days' ? 'rows.half' : 'rows.when'),
        ...(extra ? [t(`rows.${extra}`)] : []),
      ]}
      row={(one) => (
        <Table.Tr key={one.row_id}>
          <Table.Th scope="row">{one.professional_name ?? one.professional_id}</Table.Th>
          <Table.Td>
            {one.place_label}
            {one.commune_name && (
              <Text size="sm" c="dimmed">
                {one.commune_name}
              </Text>
            )}
          </Table.Td>
          <Table.Td>{t('rows.distance', { km: decimal(one.km) })}</Table.Td>
          <Table.Td>
            {chiffre === 'half_days' && one.half
              ? t(`rows.${one.half}`)
              : `${hour(one.starts_at)} – ${hour(one.ends_at)}`}
          </Table.Td>
          {extra && <Table.Td>{extra === 'rota' ? one.rotas.join(', ') : number(one.free)}</Table.Td>}
        </Table.Tr>
      )}
    />
  );
}

/** To the board where one of them is booked. */
function BookLink({ search, open }: Pick<FigureRowsProps, 'search' | 'open'>) {
  const t = useTexts();
  const near = { profession: open.profession, pres: open.commune, km: asked(search).within_km };
  const board = { ...near, ...(search.jour && { quand: search.jour }) };
  return (
    <Anchor renderRoot={(props) => <Link to={PATHS.snp} search={board} {...props} />}>
      {t('rows.book')}
    </Anchor>
  );
}
