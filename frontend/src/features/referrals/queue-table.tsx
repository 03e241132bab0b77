import { Badge, ScrollArea, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReferralRow } from '@/api/types';
import { PATHS } from '@/app/paths';
import { TieBadge } from '@/bundle/tie-badge';
import { useCodes } from '@/lib/i18n';
import { ComplexBadge } from '@/referral/complex-badge';
import { needLine, personLine } from '@/referral/person-line';
import { ColumnHeads } from '@/ui/column-heads';
import { ClassChip, UrgencyChip } from '@/ui/urgency-chip';
import classes from './queue.module.css';
import { Target } from './target';
import { useTexts } from './texts';

const COLUMNS = ['class', 'number', 'need', 'person', 'status', 'due', 'ball', 'answers'] as const;

export function QueueTable({ rows }: { rows: ReferralRow[] }) {
  const t = useTexts();
  return (
    <ScrollArea type="auto">
      <Table verticalSpacing={8} highlightOnHover miw={940}>
        <ColumnHeads columns={COLUMNS.map((column) => t(`columns.${column}`))} />
        <Table.Tbody>
          {rows.map((row) => (
            <QueueRow key={row.referral_id} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function QueueRow({ row }: { row: ReferralRow }) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Table.Tr className={classes.row}>
      <Table.Td>
        <ClassChip priorityClass={row.priority_class} words={row.priority_words} />
      </Table.Td>
      <Table.Td>
        <Link
          to={PATHS.referral}
          params={{ id: row.referral_id }}
          className={classes.number}
          data-row
          preload="intent"
        >
          {row.case_number}
        </Link>
        <TieBadge tie={row.bundle} ml={6} />
        <ComplexBadge of={row} ml={6} />
        {row.has_news && (
          <Badge ml={6} variant="light" color="petrole">
            {t('news')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        {needLine(row)} {row.urgency !== 'normal' && <UrgencyChip urgency={row.urgency} />}
      </Table.Td>
      <Table.Td>
        {personLine(row, t('noAddress'))}
        <Text size="sm" c="dimmed">
          {t('by', { name: row.referrer_name })}
        </Text>
      </Table.Td>
      <Table.Td>
        {codes(`status.${row.status}`)}
        {row.is_stalled && (
          <Text size="sm" c="ambre.8" className={classes.line} title={t('stalled')}>
            {t('stalledShort')}
          </Text>
        )}
      </Table.Td>
      <Table.Td className={classes.line}>
        <Target row={row} />
      </Table.Td>
      <Table.Td>{codes(`ballShort.${row.ball}`)}</Table.Td>
      <Table.Td className={classes.line} title={t('answers', { ...row.answers })}>
        {row.answers.asked > 0 ? t('answersShort', { ...row.answers }) : '–'}
      </Table.Td>
    </Table.Tr>
  );
}
