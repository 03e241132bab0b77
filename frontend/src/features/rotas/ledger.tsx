import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { inHours } from '@/lib/in-hours';
import { FigureButton } from '@/ui/figure-button';
import { FiguresTable } from '@/ui/figures-table';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Section } from '@/ui/section';
import { LedgerDuties } from './ledger-duties';
import { FIGURES, type LedgerFigure, type LedgerRow, ledgerQuery } from './ledger-queries';
import type { RotasSearch } from './queries';
import { useTexts } from './texts';

interface LedgerProps {
  search: RotasSearch;
  onSearch: (search: RotasSearch) => void;
}

/** Twelve months of duties, by who did them in the end; each figure opens the duties that it counts. */
export function Ledger({ search, onSearch }: LedgerProps) {
  const t = useTexts();
  const query = useQuery(ledgerQuery);
  const rows = query.data?.items ?? [];
  const opened = rows.find((row) => row.professional_id === search.pro);
  const figure = (row: LedgerRow, name: LedgerFigure) => (
    <FigureButton
      key={name}
      of={`${t(`ledger.${name}`)}, ${nameOf(row)}`}
      isOpened={search.chiffre === name && search.pro === row.professional_id}
      onOpen={
        row[name] > 0 ? () => onSearch({ ...search, pro: row.professional_id, chiffre: name }) : undefined
      }
    >
      {name === 'minutes' ? inHours(row[name]) : String(row[name])}
    </FigureButton>
  );
  return (
    <div className="no-print">
      <Section title={t('ledger.title')}>
        <ListFaces
          query={query}
          isEmpty={rows.length === 0}
          empty={<EmptyFace>{t('ledger.empty')}</EmptyFace>}
        >
          <Stack gap="sm">
            <FiguresTable
              cards
              caption={t('ledger.caption', { since: query.data ? tableDay(query.data.since) : '' })}
              columns={[t('ledger.who'), ...FIGURES.map((name) => t(`ledger.${name}`))]}
              lines={rows.map((row) => ({
                key: row.professional_id,
                label: nameOf(row),
                values: FIGURES.map((name) => figure(row, name)),
              }))}
            />
            <Text size="sm" c="dimmed">
              {t('ledger.means')}
            </Text>
            {opened && search.chiffre && (
              <LedgerDuties
                professionalId={opened.professional_id}
                name={nameOf(opened)}
                figure={search.chiffre}
              />
            )}
          </Stack>
        </ListFaces>
      </Section>
    </div>
  );
}

const nameOf = (row: LedgerRow) => row.professional_name ?? row.professional_id;
