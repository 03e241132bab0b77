import { Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { hasRole, useSession } from '@/api/session';
import type { Role } from '@/api/types';
import { ProfessionalField } from '@/directory/professional-field';
import { codeLabel } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { GIVEN_BY_DIRECTOR, GIVEN_BY_SECRETARY, OF_A_SHEET, useInvite } from './account-queries';
import { useTexts } from './texts';

/** Invites by mail; a professional takes name and identity from the sheet of the directory. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const invite = useInvite();
  const offered = hasRole(useSession(), 'director') ? GIVEN_BY_DIRECTOR : GIVEN_BY_SECRETARY;
  const form = useForm({
    initialValues: {
      email: '',
      name: '',
      roles: [] as Role[],
      professionalId: null as string | null,
      structure: '',
    },
    validate: {
      email: (value) => (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim()) ? null : t('invite.missing.email')),
      name: (value) => (value.trim() ? null : t('invite.missing.name')),
      roles: (value) => (value.length > 0 ? null : t('invite.missing.roles')),
      professionalId: (value, all) =>
        value || !needsSheet(all.roles) ? null : t('invite.missing.professional'),
    },
  });
  const send = form.onSubmit((values) =>
    invite.mutate(
      {
        email: values.email.trim().toLowerCase(),
        name: values.name.trim(),
        roles: values.roles,
        professional_id: needsSheet(values.roles) ? values.professionalId : null,
        structure: values.structure.trim() || null,
      },
      {
        onSuccess: (account) => {
          notifyDone(t('invite.done', { email: account.email }));
          onClose();
        },
      },
    ),
  );
  return (
    <ConfirmDialog
      opened
      title={t('invite.title')}
      act={t('invite.act')}
      busy={invite.isPending}
      onClose={onClose}
      onConfirm={() => send()}
    >
      <Stack gap="sm">
        <Text>{t('invite.text')}</Text>
        <Refused error={invite.error} />
        <TextInput type="email" label={t('invite.email')} required {...form.getInputProps('email')} />
        <TextInput label={t('invite.name')} required {...form.getInputProps('name')} />
        <Checkbox.Group label={t('invite.roles')} required {...form.getInputProps('roles')}>
          <Stack gap={8} mt={6}>
            {offered.map((role) => (
              <Checkbox key={role} value={role} label={codeLabel('role', role)} />
            ))}
          </Stack>
        </Checkbox.Group>
        {needsSheet(form.values.roles) && (
          <ProfessionalField
            label={t('invite.professional')}
            description={t('invite.professionalHint')}
            value={form.values.professionalId}
            error={form.errors.professionalId as string | undefined}
            onChange={(id, name) => {
              form.setFieldValue('professionalId', id);
              if (name && !form.values.name) form.setFieldValue('name', name);
            }}
          />
        )}
        <TextInput
          label={t('invite.structure')}
          description={t('invite.structureHint')}
          maxLength={9}
          {...form.getInputProps('structure')}
        />
      </Stack>
    </ConfirmDialog>
  );
}

const needsSheet = (roles: Role[]) => roles.some((role) => OF_A_SHEET.includes(role));
