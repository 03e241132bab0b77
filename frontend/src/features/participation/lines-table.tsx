import { Button, Group, Table, Text } from '@mantine/core';
import { download } from '@/api/download';
import { useCodes } from '@/lib/i18n';
import { inHours } from '@/lib/in-hours';
import { FaceChip } from '@/ui/face-chip';
import { FigureButton } from '@/ui/figure-button';
import { notifyRefusal } from '@/ui/notify';
import { WideTable } from '@/ui/wide-table';
import { FIGURES, type Line, type Minutes, type ParticipationSearch, statementPath } from './queries';
import { useTexts } from './texts';

interface LinesTableProps {
  month: string;
  lines: Line[];
  search: ParticipationSearch;
  onOpen: (pro: string, chiffre?: Minutes) => void;
}

/** In the order of names: it is no ranking. */
export function LinesTable({ month, lines, search, onOpen }: LinesTableProps) {
  const t = useTexts();
  const words = useCodes();
  return (
    <WideTable
      label={t('table.caption')}
      caption={t('table.caption')}
      minWidth={760}
      columns={[
        t('table.name'),
        t('table.opened'),
        t('table.shared'),
        t('table.filled'),
        t('table.kept'),
        t('table.statement'),
      ]}
    >
      {lines.map((one) => (
        <Table.Tr key={one.professional_id}>
          <Table.Th scope="row">
            <Button
              variant="subtle"
              size="compact-md"
              px={0}
              ta="left"
              aria-pressed={one.professional_id === search.pro}
              onClick={() => onOpen(one.professional_id)}
            >
              {one.professional_name}
            </Button>
            <Text size="sm" c="dimmed">
              {words(`profession.${one.profession_code as '10'}`)}
            </Text>
          </Table.Th>
          {FIGURES.map((name) => (
            <Table.Td key={name}>
              <FigureButton
                of={`${t(`table.${name}`)}, ${one.professional_name}`}
                isOpened={one.professional_id === search.pro && search.chiffre === name}
                onOpen={one[name] > 0 ? () => onOpen(one.professional_id, name) : undefined}
              >
                {inHours(one[name])}
              </FigureButton>
            </Table.Td>
          ))}
          <Table.Td>{t('table.of', { kept: one.weeks_kept, weeks: one.weeks.length })}</Table.Td>
          <Table.Td>
            <StatementCell line={one} month={month} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function StatementCell({ line, month }: { line: Line; month: string }) {
  const t = useTexts();
  if (line.signed_version === null)
    return <FaceChip face={{ tone: 'plain' }}>{t('statement.none')}</FaceChip>;
  const take = (accept: string, ending: string) =>
    download(statementPath(line.professional_id, month), `participation-${month}.${ending}`, accept).catch(
      notifyRefusal,
    );
  return (
    <Group gap="xs">
      {line.differs ? (
        <FaceChip face={{ tone: 'warning' }}>{t('statement.differs')}</FaceChip>
      ) : (
        <FaceChip face={{ tone: 'sure' }}>{t('statement.signed')}</FaceChip>
      )}
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('statement.pdf', { name: line.professional_name })}
        onClick={() => take('application/pdf', 'pdf')}
      >
        {t('statement.pdfShort')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('statement.json', { name: line.professional_name })}
        onClick={() => take('application/json', 'json')}
      >
        {t('statement.jsonShort')}
      </Button>
    </Group>
  );
}
