import { NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type Member, useJoin } from './queries';
import { SKILLS } from './rota-form';
import { useTexts } from './texts';

interface TermsDialogProps {
  rotaId: string;
  member: Member;
  onClose: () => void;
}

/** How much of a full part somebody takes, and what he can do on duty. */
export function TermsDialog({ rotaId, member, onClose }: TermsDialogProps) {
  const t = useTexts();
  const join = useJoin(rotaId);
  const [share, setShare] = useState<number | string>(member.share);
  const [skills, setSkills] = useState(member.skills);
  return (
    <ConfirmDialog
      opened
      title={t('members.termsOf', { name: member.professional_name ?? member.professional_id })}
      act={t('revise.save')}
      busy={join.isPending}
      disabled={typeof share !== 'number'}
      onClose={onClose}
      onConfirm={() =>
        join.mutate(
          { id: member.professional_id, share: Number(share), skills },
          {
            onSuccess: () => {
              notifyDone(t('members.termsKept'));
              onClose();
            },
            onError: notifyRefusal,
          },
        )
      }
    >
      <Stack gap="sm">
        <NumberInput
          label={t('members.sharePercent')}
          description={t('members.shareHint')}
          min={10}
          max={100}
          step={10}
          value={share}
          onChange={setShare}
        />
        <SomeOfChips
          legend={t('members.skills')}
          options={SKILLS.map((one) => ({ value: one, label: t(`skill.${one}`) }))}
          value={skills}
          onChange={setSkills}
        />
      </Stack>
    </ConfirmDialog>
  );
}
