import { Button, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Plan, PlanRow } from '@/api/types';
import { PATHS } from '@/app/paths';
import { shortDayAndHour } from '@/lib/dates';
import { codeLabel, useCommon } from '@/lib/i18n';
import { needLine } from '@/referral/person-line';
import { Disclosure } from '@/ui/disclosure';
import { notifyUndo } from '@/ui/notify';
import { Reasons } from '@/ui/reasons';
import { EditDialog } from './edit-dialog';
import { useEditRow } from './queries';
import { useTexts } from './texts';

const COLUMNS = ['number', 'need', 'person', 'wait', 'doctor', 'state'] as const;

export function RowsTable({ plan, rows }: { plan: Plan; rows: PlanRow[] }) {
  const t = useTexts();
  const [edited, setEdited] = useState<PlanRow | null>(null);
  const isDraft = plan.state === 'draft';
  return (
    <>
      <Table.ScrollContainer minWidth={860}>
        <Table verticalSpacing={8} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((column) => (
                <Table.Th key={column} scope="col">
                  {t(`column.${column}`)}
                </Table.Th>
              ))}
              {isDraft && (
                <Table.Th scope="col" className="no-print">
                  {t('column.acts')}
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row key={row.row_id} plan={plan} row={row} onEdit={isDraft ? setEdited : undefined} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {edited && <EditDialog key={edited.row_id} plan={plan} row={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

interface RowProps {
  plan: Plan;
  row: PlanRow;
  onEdit?: (row: PlanRow) => void;
}

function Row({ plan, row, onEdit }: RowProps) {
  const t = useTexts();
  const noAddress = useCommon()('none');
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <Link to={PATHS.referral} params={{ id: row.referral_id }} preload="intent">
          {row.case_number}
        </Link>
        <Text size="sm" c="dimmed">{`P${row.priority_class}`}</Text>
      </Table.Td>
      <Table.Td>{needLine(row)}</Table.Td>
      <Table.Td>
        {codeLabel('ageBand', row.age_band)} · {row.place?.name ?? noAddress}
      </Table.Td>
      <Table.Td>
        {t('waits', { count: Math.floor(row.waited_days) })}
        {row.is_overdue && (
          <Text size="sm" fw={600} c="rouge.8">
            {t('overdue')}
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={320}>
        <Doctor row={row} />
      </Table.Td>
      <Table.Td>
        <State row={row} />
      </Table.Td>
      {onEdit && (
        <Table.Td className="no-print">
          <Acts plan={plan} row={row} onEdit={onEdit} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Doctor({ row }: { row: PlanRow }) {
  const t = useTexts();
  return (
    <>
      <Text fw={600}>{row.professional_name ?? t('nobody')}</Text>
      {row.distance_band && (
        <Text size="sm" c="dimmed">
          {codeLabel('distanceBand', row.distance_band)}
          {row.by_hand && `, ${t('byHand')}`}
        </Text>
      )}
      <Disclosure
        summary={
          <>
            {t('why')}
            <span className="vh"> – {row.case_number}</span>
          </>
        }
      >
        <Reasons reasons={row.reasons} />
      </Disclosure>
    </>
  );
}

function State({ row }: { row: PlanRow }) {
  const t = useTexts();
  return (
    <>
      <Text>{t(`row.${row.state}`)}</Text>
      {row.answer && (
        <Text size="sm" c="dimmed">
          {t('answer', { answer: codeLabel('solicitationState', row.answer).toLowerCase() })}
        </Text>
      )}
      {row.reason_words && (
        <Text size="sm" c="dimmed">
          {row.reason_words}
          {row.next_try_at && `, ${t('nextTry', { day: shortDayAndHour(row.next_try_at) })}`}
        </Text>
      )}
    </>
  );
}

function Acts({ plan, row, onEdit }: Required<RowProps>) {
  const t = useTexts();
  const edit = useEditRow();
  function takeOut() {
    const { plan_id } = plan;
    const before = row.professional_id;
    edit.mutate(
      { plan_id, row_id: row.row_id, etag: row.etag, professional_id: null },
      {
        onSuccess: (changed) =>
          notifyUndo(t('takenOut', { number: row.case_number }), () =>
            edit.mutate({ plan_id, row_id: row.row_id, etag: changed.etag, professional_id: before }),
          ),
      },
    );
  }
  return (
    <Group gap={4} wrap="nowrap">
      <Button variant="default" size="compact-sm" onClick={() => onEdit(row)}>
        {t('change')}
        <span className="vh"> – {row.case_number}</span>
      </Button>
      {row.state === 'planned' && (
        <Button variant="subtle" size="compact-sm" loading={edit.isPending} onClick={takeOut}>
          {t('takeOut')}
          <span className="vh"> – {row.case_number}</span>
        </Button>
      )}
    </Group>
  );
}
