import { Button, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Proposal, Referral } from '@/api/types';
import { areSearchedTogether, useBundleAct } from '@/bundle/queries';
import { TogetherBox } from '@/bundle/together-box';
import { optionsOf } from '@/lib/i18n';
import codesOf from '@/locales/fr/codes.json';
import { useAct } from '@/referral/acts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { DeclineDialog } from './decline-dialog';
import { ProposalCard } from './proposal-card';
import { useTexts } from './texts';

const HOW = optionsOf(codesOf.recorded);
type Recorded = (typeof HOW)[number]['value'];

interface ProposalsProps {
  referral: Referral;
  proposals: Proposal[];
  onPlaced: (chosen: Proposal) => void;
}

export function Proposals({ referral, proposals, onPlaced }: ProposalsProps) {
  const t = useTexts();
  const [recorded, setRecorded] = useState<Recorded>(referral.advance_choice ? 'in_advance' : 'phone');
  const [chosen, setChosen] = useState<Proposal | null>(null);
  const [declined, setDeclined] = useState<Proposal | 'all' | null>(null);
  const choose = useAct('choose');
  const chooseAll = useBundleAct('choice');
  const [together, setTogether] = useState(areSearchedTogether(referral.bundle));
  const mayChoose = referral.allowed_acts.includes('choice');
  // Without the person's agreement to share, the one she chooses learns her name alone.
  const shares = referral.bulletin_sharing;
  const standing = proposals.filter((one) => one.state === 'proposed' || one.state === 'chosen');
  const reserve = proposals.filter((one) => one.state === 'reserve');

  function confirm(proposal: Proposal) {
    const act = { professional_id: proposal.professional_id, recorded };
    const told = {
      onSuccess: () => {
        notifyDone(t(shares ? 'done' : 'doneUnshared', { name: proposal.name }));
        onPlaced(proposal);
      },
    };
    if (together && referral.bundle) chooseAll.mutate({ id: referral.bundle.bundle_id, act }, told);
    else choose.mutate({ id: referral.referral_id, act }, told);
  }

  const list = (items: Proposal[]) => (
    <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {items.map((one) => (
        <ProposalCard
          key={one.professional_id}
          proposal={one}
          onChoose={mayChoose ? () => setChosen(one) : undefined}
          onDecline={mayChoose && one.state === 'proposed' ? () => setDeclined(one) : undefined}
        />
      ))}
    </Stack>
  );

  return (
    <Stack gap="md">
      {mayChoose && (
        <NativeSelect
          label={t('how')}
          maw={320}
          value={recorded}
          onChange={(event) => setRecorded(event.currentTarget.value as Recorded)}
          data={HOW}
        />
      )}
      <Title order={2} size="h4">
        {t('proposals')}
      </Title>
      {list(standing)}
      {mayChoose && standing.length > 1 && (
        <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setDeclined('all')}>
          {t('declineAll')}
        </Button>
      )}
      {reserve.length > 0 && (
        <>
          <Title order={2} size="h4">
            {t('reserve')}
          </Title>
          {list(reserve)}
        </>
      )}
      {chosen && (
        <ConfirmDialog
          opened
          title={t(shares ? 'chooseTitle' : 'chooseTitleUnshared', { name: chosen.name })}
          act={t(shares ? 'chooseAct' : 'chooseActUnshared')}
          busy={choose.isPending || chooseAll.isPending}
          onClose={() => setChosen(null)}
          onConfirm={() => confirm(chosen)}
        >
          <TogetherBox tie={referral.bundle} words="chooseAll" checked={together} onChange={setTogether} />
          <Text>{t(shares ? 'chooseText' : 'chooseTextUnshared', { name: chosen.name })}</Text>
        </ConfirmDialog>
      )}
      {declined && (
        <DeclineDialog
          referral={referral}
          recorded={recorded === 'in_advance' ? 'phone' : recorded}
          professionalId={declined === 'all' ? null : declined.professional_id}
          onClose={() => setDeclined(null)}
        />
      )}
    </Stack>
  );
}
