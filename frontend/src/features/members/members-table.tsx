import { Anchor, Button, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { tableDay } from '@/lib/dates';
import { fullName } from '@/lib/typography';
import type { Member } from './queries';
import { useTexts } from './texts';

interface MembersTableProps {
  members: Member[];
  onDepart?: (member: Member) => void;
}

export function MembersTable({ members, onDepart }: MembersTableProps) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th>{t('column.profession')}</Table.Th>
            <Table.Th>{t('column.commune')}</Table.Th>
            <Table.Th>{t('column.joined')}</Table.Th>
            <Table.Th>{t('column.left')}</Table.Th>
            {onDepart && <Table.Th className="no-print">{t('column.acts')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Table.Tr key={`${member.professional_id}-${member.joined_on}`}>
              <Table.Td>
                <Anchor
                  renderRoot={(props) => (
                    <Link to={PATHS.professional} params={{ id: member.professional_id }} {...props} />
                  )}
                >
                  {fullName(member)}
                </Anchor>
              </Table.Td>
              <Table.Td>{member.profession_label}</Table.Td>
              <Table.Td>{member.commune_name ?? '–'}</Table.Td>
              <Table.Td>{tableDay(member.joined_on)}</Table.Td>
              <Table.Td>
                {member.left_on
                  ? `${tableDay(member.left_on)} · ${t(`reason.${member.leave_reason as 'moved'}`, { defaultValue: '' })}`
                  : '–'}
              </Table.Td>
              {onDepart && (
                <Table.Td className="no-print">
                  {!member.left_on && (
                    <Button variant="subtle" size="compact-sm" onClick={() => onDepart(member)}>
                      {t('depart')}
                      <span className="vh"> – {fullName(member)}</span>
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
