import { Anchor, Button, Paper, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { tableDay } from '@/lib/dates';
import { dayOrYear } from '@/lib/day-or-year';
import { fullName } from '@/lib/typography';
import { useIsPhone } from '@/ui/use-is-phone';
import type { Member } from './queries';
import { useTexts } from './texts';

interface MembersTableProps {
  members: Member[];
  withTraining: boolean;
  onDepart?: (member: Member) => void;
}

export function MembersTable({ members, withTraining, onDepart }: MembersTableProps) {
  const t = useTexts();
  const isPhone = useIsPhone();
  if (isPhone) return <MemberCards members={members} withTraining={withTraining} onDepart={onDepart} />;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th>{t('column.profession')}</Table.Th>
            <Table.Th>{t('column.commune')}</Table.Th>
            {withTraining && <Table.Th>{t('column.training')}</Table.Th>}
            <Table.Th>{t('column.joined')}</Table.Th>
            <Table.Th>{t('column.left')}</Table.Th>
            {onDepart && <Table.Th className="no-print">{t('column.acts')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Table.Tr key={`${member.professional_id}-${member.joined_on}`}>
              <Table.Td>
                <Name member={member} />
              </Table.Td>
              <Table.Td>{member.profession_label}</Table.Td>
              <Table.Td>{member.commune_name ?? '–'}</Table.Td>
              {withTraining && (
                <Table.Td>
                  <Training member={member} />
                </Table.Td>
              )}
              <Table.Td>{tableDay(member.joined_on)}</Table.Td>
              <Table.Td>
                <Left member={member} />
              </Table.Td>
              {onDepart && (
                <Table.Td className="no-print">
                  <Depart member={member} onDepart={onDepart} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The same rows on a phone. */
function MemberCards({ members, withTraining, onDepart }: MembersTableProps) {
  const t = useTexts();
  return (
    <Stack gap="xs">
      {members.map((member) => (
        <Paper key={`${member.professional_id}-${member.joined_on}`} withBorder p="sm">
          <Name member={member} />
          <Text size="sm">
            {member.profession_label} · {member.commune_name ?? '–'}
          </Text>
          {withTraining && (
            <Text size="sm">
              {t('column.training')} · <Training member={member} />
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {t('column.joined')} {tableDay(member.joined_on)}
          </Text>
          {member.left_on && (
            <Text size="sm" c="dimmed">
              {t('column.left')} <Left member={member} />
            </Text>
          )}
          {onDepart && <Depart member={member} onDepart={onDepart} />}
        </Paper>
      ))}
    </Stack>
  );
}

function Name({ member }: { member: Member }) {
  return (
    <Anchor
      renderRoot={(props) => (
        <Link to={PATHS.professional} params={{ id: member.professional_id }} {...props} />
      )}
    >
      {fullName(member)}
    </Anchor>
  );
}

/** What somebody said of his training, in one line. */
function Training({ member }: { member: Member }) {
  const t = useTexts();
  const { training_title: title, training_ended: ended, wishes_training: wishes } = member;
  const followed = title && ended && `${title} (${dayOrYear(ended)})`;
  const words = [followed, wishes && t('training.wished')].filter(Boolean);
  if (words.length > 0) return words.join(' · ');
  return t(wishes === null ? 'training.unsaid' : 'training.none');
}

function Left({ member }: { member: Member }) {
  const t = useTexts();
  if (!member.left_on) return '–';
  return `${tableDay(member.left_on)} · ${t(`reason.${member.leave_reason as 'moved'}`, { defaultValue: '' })}`;
}

function Depart({ member, onDepart }: { member: Member; onDepart: (member: Member) => void }) {
  const t = useTexts();
  if (member.left_on) return null;
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => onDepart(member)}>
      {t('depart')}
      <span className="vh"> – {fullName(member)}</span>
    </Button>
  );
}
