import { Checkbox, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Role } from '@/api/types';
import { ProfessionalField } from '@/directory/professional-field';
import { codeLabel } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import {
  type Account,
  GIVEN_BY_DIRECTOR,
  type LinkProfessional,
  OF_A_SHEET,
  useLink,
  useResetTotp,
  useSetRoles,
} from './account-queries';
import { useTexts } from './texts';

export type AccountAct = 'roles' | 'link' | 'totp';

interface DialogProps {
  account: Account;
  onClose: () => void;
}

export function AccountDialog({ act, ...props }: DialogProps & { act: AccountAct }) {
  if (act === 'roles') return <RolesDialog {...props} />;
  if (act === 'link') return <LinkDialog {...props} />;
  return <TotpDialog {...props} />;
}

function RolesDialog({ account, onClose }: DialogProps) {
  const t = useTexts();
  const set = useSetRoles();
  const [roles, setRoles] = useState<Role[]>(account.roles);
  const offered = [...GIVEN_BY_DIRECTOR, 'suspended' as const].filter(
    (role) => account.professional_id !== null || !OF_A_SHEET.includes(role),
  );
  return (
    <ConfirmDialog
      opened
      danger={roles.includes('suspended')}
      title={t('roles.title', { name: account.name })}
      act={t('roles.act')}
      disabled={roles.length === 0}
      busy={set.isPending}
      onClose={onClose}
      onConfirm={() =>
        set.mutate(
          { account, roles },
          {
            onSuccess: () => {
              notifyDone(t('roles.done'));
              onClose();
            },
          },
        )
      }
    >
      <Stack gap="sm">
        <Text>{t('roles.text')}</Text>
        <Refused error={set.error} />
        <Checkbox.Group
          label={t('accounts.roles')}
          value={roles}
          onChange={(next) => setRoles(next as Role[])}
        >
          <Stack gap={8} mt={6}>
            {offered.map((role) => (
              <Checkbox key={role} value={role} label={codeLabel('role', role)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Stack>
    </ConfirmDialog>
  );
}

function LinkDialog({ account, onClose }: DialogProps) {
  const t = useTexts();
  const link = useLink();
  const [role, setRole] = useState<LinkProfessional['role']>('professional');
  const [professional, setProfessional] = useState<string | null>(null);
  return (
    <ConfirmDialog
      opened
      title={t('link.title', { name: account.name })}
      act={t('link.act')}
      disabled={!professional}
      busy={link.isPending}
      onClose={onClose}
      onConfirm={() =>
        professional &&
        link.mutate(
          { account, act: { professional_id: professional, role } },
          {
            onSuccess: () => {
              notifyDone(t('link.done', { name: account.name }));
              onClose();
            },
          },
        )
      }
    >
      <Stack gap="sm">
        <Text>{t('link.text')}</Text>
        <Refused error={link.error} />
        <Radio.Group
          label={t('link.who')}
          value={role}
          onChange={(next) => setRole(next as LinkProfessional['role'])}
        >
          <Stack gap={8} mt={6}>
            <Radio value="professional" label={t('link.professional')} />
            <Radio value="delegate" label={t('link.delegate')} />
          </Stack>
        </Radio.Group>
        <ProfessionalField label={t('link.field')} value={professional} onChange={setProfessional} />
      </Stack>
    </ConfirmDialog>
  );
}

function TotpDialog({ account, onClose }: DialogProps) {
  const t = useTexts();
  const reset = useResetTotp();
  return (
    <ConfirmDialog
      opened
      danger
      title={t('totpReset.title', { name: account.name })}
      act={t('totpReset.act')}
      busy={reset.isPending}
      onClose={onClose}
      onConfirm={() =>
        reset.mutate(account, {
          onSuccess: () => {
            notifyDone(t('totpReset.done'));
            onClose();
          },
        })
      }
    >
      <Text>{t('totpReset.text')}</Text>
      <Refused error={reset.error} />
    </ConfirmDialog>
  );
}
