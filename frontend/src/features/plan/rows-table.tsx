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
import { EditDialog, type Edited } from './edit-dialog';
import { type Home, homesOf } from './homes';
import { useEditRow } from './queries';
import { useTexts } from './texts';

const COLUMNS = ['number', 'need', 'person', 'wait', 'doctor', 'state'] as const;

export function RowsTable({ plan, rows }: { plan: Plan; rows: PlanRow[] }) {
  const t = useTexts();
  const [edited, setEdited] = useState<Edited | null>(null);
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
          {homesOf(rows).map((home) => (
            <Table.Tbody key={home.rows[0].row_id}>
              {home.household && (
                <HomeHeading plan={plan} home={home} onEdit={isDraft ? setEdited : undefined} />
              )}
              {home.rows.map((row) => (
                <Row key={row.row_id} plan={plan} row={row} onEdit={isDraft ? setEdited : undefined} />
              ))}
            </Table.Tbody>
          ))}
        </Table>
      </Table.ScrollContainer>
      {edited && (
        <EditDialog
          key={`${edited.row.row_id}-${edited.alone}`}
          plan={plan}
          edited={edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

interface Editing {
  plan: Plan;
  onEdit?: (edited: Edited) => void;
}

interface RowProps extends Editing {
  row: PlanRow;
}

/** Who lives together, and what can be done for all of them at once. */
function HomeHeading({ plan, home, onEdit }: Editing & { home: Home }) {
  const t = useTexts();
  const [first] = home.rows;
  if (!home.household) return null;
  const { together, persons } = home.household;
  return (
    <Table.Tr bg="var(--mantine-color-default-hover)">
      <Table.Th scope="rowgroup" colSpan={COLUMNS.length}>
        {t(together ? 'household.together' : 'household.apart', { count: persons })}
      </Table.Th>
      {onEdit && (
        <Table.Td className="no-print">
          <Group gap={4}>
            <Button variant="default" size="compact-sm" onClick={() => onEdit({ row: first, alone: false })}>
              {t(together ? 'household.change' : 'household.unite')}
              <span className="vh"> – {first.case_number}</span>
            </Button>
            {together && first.state === 'planned' && <TakeOut plan={plan} row={first} alone={false} />}
          </Group>
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Row({ plan, row, onEdit }: RowProps) {
  const t = useTexts();
  const noAddress = useCommon()('none');
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
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

/** Of a household that goes together, one person is not moved but separated. */
function Acts({ plan, row, onEdit }: Required<RowProps>) {
  const t = useTexts();
  const isWithOthers = row.household?.together === true;
  return (
    <Group gap={4} wrap="nowrap">
      <Button variant="default" size="compact-sm" onClick={() => onEdit({ row, alone: true })}>
        {t(isWithOthers ? 'household.split' : 'change')}
        <span className="vh"> – {row.case_number}</span>
      </Button>
      {row.state === 'planned' && !isWithOthers && <TakeOut plan={plan} row={row} alone />}
    </Group>
  );
}

function TakeOut({ plan, row, alone }: { plan: Plan; row: PlanRow; alone: boolean }) {
  const t = useTexts();
  const edit = useEditRow();
  function takeOut() {
    const { plan_id } = plan;
    const { row_id, professional_id: before, case_number: number } = row;
    edit.mutate(
      { plan_id, row_id, etag: row.etag, professional_id: null, alone },
      {
        onSuccess: (changed) =>
          notifyUndo(t(alone ? 'takenOut' : 'household.takenOut', { number }), () =>
            edit.mutate({ plan_id, row_id, etag: changed.etag, professional_id: before, alone }),
          ),
      },
    );
  }
  return (
    <Button variant="subtle" size="compact-sm" loading={edit.isPending} onClick={takeOut}>
      {t(alone ? 'takeOut' : 'household.takeOut')}
      <span className="vh"> – {row.case_number}</span>
    </Button>
  );
}
