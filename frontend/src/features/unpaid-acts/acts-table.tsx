import { Anchor, Checkbox, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import type { UnpaidAct } from '@/unpaid-acts/queries';
import { StateBadge } from '@/unpaid-acts/state-badge';
import { useUnpaidActTexts } from '@/unpaid-acts/texts';
import { StepButtons } from './step-buttons';

interface ActsTableProps {
  acts: UnpaidAct[];
  chosen: string[];
  /** Absent for who only looks at what became of his own. */
  onChoose?: (ids: string[]) => void;
}

/** By number of case: names stand in the list for the CPAM alone. */
export function ActsTable({ acts, chosen, onChoose }: ActsTableProps) {
  const t = useUnpaidActTexts();
  const codes = useCodes();
  const toggle = (id: string, isChosen: boolean) =>
    onChoose?.(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {onChoose && <Table.Th>{t('column.choose')}</Table.Th>}
            <Table.Th>{t('column.on')}</Table.Th>
            <Table.Th>{t('column.act')}</Table.Th>
            <Table.Th>{t('column.who')}</Table.Th>
            <Table.Th>{t('column.case')}</Table.Th>
            <Table.Th>{t('column.state')}</Table.Th>
            {onChoose && <Table.Th className="no-print">{t('column.acts')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {acts.map((act) => (
            <Table.Tr key={act.unpaid_act_id}>
              {onChoose && (
                <Table.Td>
                  {isClaimable(act) && (
                    <Checkbox
                      aria-label={t('chooseOne', { day: tableDay(act.done_on), number: act.case_number })}
                      checked={chosen.includes(act.unpaid_act_id)}
                      onChange={(event) => toggle(act.unpaid_act_id, event.currentTarget.checked)}
                    />
                  )}
                </Table.Td>
              )}
              <Table.Td>{tableDay(act.done_on)}</Table.Td>
              <Table.Td>{codes(`unpaidActKind.${act.kind}`)}</Table.Td>
              <Table.Td>{act.professional_name}</Table.Td>
              <Table.Td>
                <Anchor
                  renderRoot={(props) => (
                    <Link to={PATHS.referral} params={{ id: act.referral_id }} {...props} />
                  )}
                >
                  {act.case_number}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <StateBadge act={act} />
                {act.is_erased && (
                  <Text size="sm" c="dimmed">
                    {t('erased')}
                  </Text>
                )}
              </Table.Td>
              {onChoose && (
                <Table.Td className="no-print">
                  <StepButtons act={act} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What waits, and what was handed over already and may be again. */
const isClaimable = ({ state, is_erased: isErased }: UnpaidAct) =>
  !isErased && (state === 'to_claim' || state === 'claimed');
