import { Anchor, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { monthAndYear, tableDay } from '@/lib/dates';
import { useCodes, useCommon } from '@/lib/i18n';
import { FigureButton } from '@/ui/figure-button';
import { RowsSection } from '@/ui/rows-section';
import { type OpenedFigure, rowsPath, rowsQuery } from './queries';
import { useTexts } from './texts';

interface FigureRowsProps {
  opened: OpenedFigure;
  /** Whose they are, where they are one professional's. */
  of?: string;
}

/** The placements or solicitations that a figure counts: by case number where the case is open to the reader. */
export function FigureRows({ opened, of }: FigureRowsProps) {
  const t = useTexts();
  const words = useCodes();
  const none = useCommon()('none');
  const isOne = opened.professional_id !== undefined;
  const isPlaced = opened.figure === 'placements' || opened.figure === 'outside';
  const month = opened.month && monthAndYear(opened.month);
  return (
    <RowsSection
      title={[t(`rows.${opened.figure}`), month, of].filter(Boolean).join(' – ')}
      exported={{ path: rowsPath(opened), name: 'equite-lignes' }}
      query={useInfiniteQuery(rowsQuery(opened))}
      columns={[
        t(isPlaced ? 'rows.placedOn' : 'rows.askedOn'),
        ...(isOne ? [] : [t('table.name')]),
        t('rows.kind'),
        t('rows.case'),
        ...(isPlaced ? [t('rows.why')] : []),
      ]}
      row={(one) => (
        <Table.Tr key={one.row_id}>
          <Table.Th scope="row">{tableDay(one.at)}</Table.Th>
          {!isOne && <Table.Td>{one.professional_name}</Table.Td>}
          <Table.Td>{words(`kind.${one.kind}`)}</Table.Td>
          <Table.Td>
            {one.referral_id ? (
              <Anchor
                renderRoot={(props) => (
                  <Link to={PATHS.referral} params={{ id: one.referral_id ?? '' }} {...props} />
                )}
              >
                {one.case_number}
              </Anchor>
            ) : (
              none
            )}
          </Table.Td>
          {isPlaced && (
            <Table.Td>{one.outside_reason ? t(`reason.${one.outside_reason}`) : t('reason.turn')}</Table.Td>
          )}
        </Table.Tr>
      )}
    />
  );
}

export interface FigureOpener {
  /** Which figure is open now; a month of it where it is one month's. */
  opened: OpenedFigure | null;
  /** Missing for who reads figures alone. */
  onOpen?: (figure: OpenedFigure['figure'], month?: string) => void;
}

interface CountProps extends FigureOpener {
  figure: OpenedFigure['figure'];
  month?: string;
  /** What is counted and of whom, aloud. */
  of: string;
  count: number;
  children: string;
}

/** A count that opens its rows, once there is something to open. */
export function Count({ figure, month, of, count, opened, onOpen, children }: CountProps) {
  return (
    <FigureButton
      of={of}
      isOpened={opened?.figure === figure && opened.month === month}
      onOpen={onOpen && count > 0 ? () => onOpen(figure, month) : undefined}
    >
      {children}
    </FigureButton>
  );
}
