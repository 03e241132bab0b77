import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hasRole, useSession } from '@/api/session';
import type { Role } from '@/api/types';
import { codeLabel } from '@/lib/i18n';
import { KeysetList } from '@/ui/keyset-list';
import { EmptyFace } from '@/ui/list-faces';
import { type AccountAct, AccountDialog } from './account-dialogs';
import { type Account, accountsQuery, GIVEN_BY_DIRECTOR } from './account-queries';
import { AccountsTable } from './accounts-table';
import { InviteDialog } from './invite-dialog';
import { useTexts } from './texts';

/** Who may sign in here. The secretary reads and invites members; the director does the rest. */
export function Accounts() {
  const t = useTexts();
  const isDirector = hasRole(useSession(), 'director');
  const [role, setRole] = useState<Role | null>(null);
  const [isInviting, setInviting] = useState(false);
  const [asked, setAsked] = useState<{ act: AccountAct; account: Account } | null>(null);
  const query = useInfiniteQuery(accountsQuery(role));
  return (
    <Stack gap="md">
      <Text>{t('accounts.lead')}</Text>
      <Group align="flex-end">
        <NativeSelect
          label={t('accounts.role')}
          value={role ?? ''}
          onChange={(event) => setRole((event.currentTarget.value as Role) || null)}
          data={[
            { value: '', label: t('accounts.allRoles') },
            ...[...GIVEN_BY_DIRECTOR, 'suspended' as const].map((value) => ({
              value,
              label: codeLabel('role', value),
            })),
          ]}
        />
        <Button onClick={() => setInviting(true)}>{t('invite.open')}</Button>
      </Group>
      <KeysetList query={query} empty={<EmptyFace>{t('accounts.empty')}</EmptyFace>}>
        {(accounts) => (
          <AccountsTable
            accounts={accounts}
            onAct={isDirector ? (act, account) => setAsked({ act, account }) : undefined}
          />
        )}
      </KeysetList>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {asked && <AccountDialog {...asked} onClose={() => setAsked(null)} />}
    </Stack>
  );
}
