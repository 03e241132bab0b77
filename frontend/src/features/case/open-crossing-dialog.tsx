import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Referral } from '@/api/types';
import { agreementsQuery, type OpenToNeighbour, useOpenToNeighbour } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { CONSENT_GIVEN } from '@/referral/options';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';

/** To which neighbour, under the agreement in force, and how the person agreed to it. */
export function OpenCrossingDialog({ referral, onClose }: { referral: Referral; onClose: () => void }) {
  const t = useNeighbourTexts();
  const query = useQuery(agreementsQuery);
  const open = useOpenToNeighbour(referral.referral_id);
  const covering = (query.data?.items ?? []).filter(
    (one) => one.in_force && one.kinds.includes(referral.kind),
  );
  const [picked, setPicked] = useState('');
  const [given, setGiven] = useState<OpenToNeighbour['given'] | null>(null);
  const agreement = covering.find((one) => one.agreement_id === picked) ?? covering[0];
  const done = () => {
    notifyDone(t('open.done', { name: agreement?.with_name ?? '' }));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('open.title', { number: referral.case_number })}
      act={t('open.act')}
      busy={open.isPending}
      disabled={!agreement || !given}
      onClose={onClose}
      onConfirm={() =>
        agreement &&
        given &&
        open.mutate({ agreement_id: agreement.agreement_id, given }, { onSuccess: done })
      }
    >
      <Text>{t('open.text')}</Text>
      <ListFaces query={query} isEmpty={covering.length === 0} empty={<Text>{t('open.none')}</Text>}>
        <NativeSelect
          label={t('open.to')}
          value={agreement?.agreement_id ?? ''}
          data={covering.map((one) => ({ value: one.agreement_id, label: one.with_name }))}
          onChange={(event) => setPicked(event.currentTarget.value)}
        />
        <ReasonSelect label={t('open.given')} options={CONSENT_GIVEN} value={given} onChange={setGiven} />
      </ListFaces>
    </ConfirmDialog>
  );
}
