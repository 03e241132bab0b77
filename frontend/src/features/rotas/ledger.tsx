import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { FiguresTable } from '@/ui/figures-table';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Section } from '@/ui/section';
import { ledgerQuery } from './queries';
import { scrolled } from './scrolled';
import { useTexts } from './texts';

/** Twelve months of duties, by who did them in the end. */
export function Ledger() {
  const t = useTexts();
  const query = useQuery(ledgerQuery);
  const rows = query.data?.items ?? [];
  return (
    <div className="no-print">
      <Section title={t('ledger.title')}>
        <ListFaces
          query={query}
          isEmpty={rows.length === 0}
          empty={<EmptyFace>{t('ledger.empty')}</EmptyFace>}
        >
          <Table.ScrollContainer minWidth={520} scrollAreaProps={scrolled(t('ledger.title'))}>
            <FiguresTable
              caption={t('ledger.caption', { since: query.data ? tableDay(query.data.since) : '' })}
              columns={[
                t('ledger.who'),
                t('ledger.saturdays'),
                t('ledger.holidays'),
                t('ledger.house'),
                t('ledger.planned'),
                t('ledger.points'),
              ]}
              lines={rows.map((row) => ({
                label: row.professional_name ?? row.professional_id,
                values: [
                  row.saturdays,
                  row.public_holidays,
                  row.house_duties,
                  row.planned_points,
                  row.points,
                ].map(String),
              }))}
            />
          </Table.ScrollContainer>
        </ListFaces>
      </Section>
    </div>
  );
}
