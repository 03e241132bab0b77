import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { codeLabel } from '@/lib/i18n';
import type { AccountAct } from './account-dialogs';
import type { Account } from './account-queries';
import { useTexts } from './texts';

interface AccountsTableProps {
  accounts: Account[];
  onAct?: (act: AccountAct, account: Account) => void;
}

export function AccountsTable({ accounts, onAct }: AccountsTableProps) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('accounts.name')}</Table.Th>
            <Table.Th>{t('accounts.roles')}</Table.Th>
            <Table.Th>{t('accounts.sheet')}</Table.Th>
            <Table.Th>{t('accounts.totp')}</Table.Th>
            {onAct && <Table.Th className="no-print">{t('accounts.acts')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map((account) => (
            <Row key={account.account_id} account={account} onAct={onAct} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ account, onAct }: { account: Account; onAct: AccountsTableProps['onAct'] }) {
  const t = useTexts();
  // Nobody changes his own roles: the last director could lock everybody out.
  const isOwn = useSession().account_id === account.account_id;
  const acts: { act: AccountAct; label: string }[] = [
    { act: 'roles', label: t('accounts.changeRoles') },
    ...(account.professional_id ? [] : [{ act: 'link' as const, label: t('accounts.link') }]),
    ...(account.has_totp ? [{ act: 'totp' as const, label: t('accounts.resetTotp') }] : []),
  ];
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>
          {account.name}
          {isOwn && ` (${t('accounts.you')})`}
        </Text>
        <Text size="sm" c="dimmed">
          {account.email}
        </Text>
      </Table.Td>
      <Table.Td>{account.roles.map((role) => codeLabel('role', role)).join(', ')}</Table.Td>
      <Table.Td>
        {account.professional_id ? (
          <Anchor
            renderRoot={(props) => (
              <Link to={PATHS.professional} params={{ id: account.professional_id as string }} {...props} />
            )}
          >
            {t('accounts.open')}
            <span className="vh"> – {account.name}</span>
          </Anchor>
        ) : (
          t('accounts.noSheet')
        )}
      </Table.Td>
      <Table.Td>{t(account.has_totp ? 'accounts.enrolled' : 'accounts.notEnrolled')}</Table.Td>
      {onAct && (
        <Table.Td className="no-print">
          {!isOwn && (
            <Group gap={4}>
              {acts.map(({ act, label }) => (
                <Button key={act} variant="subtle" size="compact-sm" onClick={() => onAct(act, account)}>
                  {label}
                  <span className="vh"> – {account.name}</span>
                </Button>
              ))}
            </Group>
          )}
        </Table.Td>
      )}
    </Table.Tr>
  );
}
