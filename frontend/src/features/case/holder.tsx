import { Button, NativeSelect, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { Referral } from '@/api/types';
import { colleaguesQuery } from '@/handover/queries';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useTexts } from './texts';

/** « Suivi par », and for its coordinators a way to take it or to hand it to a colleague. */
export function Holder({ referral }: { referral: Referral }) {
  const t = useTexts();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <b>{referral.holder_name ?? t('holder.nobody')}</b>
      {referral.holder_away_name && (
        <Text size="sm" c="dimmed">
          {t('holder.standsFor', { name: referral.holder_away_name })}
        </Text>
      )}{' '}
      {referral.allowed_acts.includes('holder') && (
        <Button variant="default" size="compact-sm" onClick={() => setAsked(true)}>
          {t('holder.change')}
          <span className="vh"> – {t('holder.label')}</span>
        </Button>
      )}
      {isAsked && <HolderDialog referral={referral} onClose={() => setAsked(false)} />}
    </>
  );
}

function useNameHolder(referralId: string) {
  return useMutation({
    mutationFn: (account_id: string | null) =>
      body(
        api.PUT('/api/referral/v1/referrals/{referral_id}/holder', {
          params: { path: { referral_id: referralId } },
          body: { account_id },
        }),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

function HolderDialog({ referral, onClose }: { referral: Referral; onClose: () => void }) {
  const t = useTexts();
  const colleagues = useQuery(colleaguesQuery);
  const [chosen, setChosen] = useState(referral.holder_account_id ?? '');
  const naming = useNameHolder(referral.referral_id);
  const role = referral.kind === 'social' ? 'social_coordinator' : 'care_coordinator';
  const known = (colleagues.data?.items ?? []).filter(({ roles }) => roles.includes(role));
  const done = () => {
    notifyDone(t('holder.done'));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('holder.title', { number: referral.case_number })}
      act={t('holder.act')}
      busy={naming.isPending}
      onClose={onClose}
      onConfirm={() => naming.mutate(chosen || null, { onSuccess: done })}
    >
      <Text>{t('holder.text')}</Text>
      <NativeSelect
        label={t('holder.field')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: t('holder.none') },
          ...known.map(({ account_id, name }) => ({ value: account_id, label: name })),
        ]}
      />
      {colleagues.data && known.length === 0 && <Text>{t('holder.empty')}</Text>}
    </ConfirmDialog>
  );
}
