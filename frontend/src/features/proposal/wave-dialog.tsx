import { List, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { newKey } from '@/api/client';
import type { Candidates, Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { areSearchedTogether, useBundleAct } from '@/bundle/queries';
import { TogetherBox } from '@/bundle/together-box';
import { dayAndHour } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { useSendWave } from './queries';
import { useTexts } from './texts';

interface WaveDialogProps {
  referral: Referral;
  candidates: Candidates;
  chosen: string[];
  /** Null: the delay of the class. */
  hours: number | null;
  onClose: () => void;
}

/** It leaves the house, so it asks: whom, what they read, until when. */
export function WaveDialog({ referral, candidates, chosen, hours, onClose }: WaveDialogProps) {
  const t = useTexts();
  const navigate = useNavigate();
  const send = useSendWave(referral.referral_id);
  const sendTogether = useBundleAct('waves');
  const [together, setTogether] = useState(areSearchedTogether(referral.bundle));
  const key = useRef(newKey());
  const wave = candidates.waves_sent + 1;
  const asked = candidates.candidates.filter((one) => chosen.includes(one.professional_id));
  const areDoctors = asked.every((one) => one.profession === '10');
  const by = hours ? new Date(Date.now() + hours * 3_600_000).toISOString() : candidates.answer_by;

  function left(said: string) {
    notifyDone(said);
    onClose();
    void navigate({ to: PATHS.referral, params: { id: referral.referral_id } });
  }

  /** Awaited: the page is read again with the act, and draws a new proposal in which this dialog is gone. */
  async function confirm() {
    const act = { professional_ids: chosen, answer_within_hours: hours, ring_km: candidates.ring_km };
    try {
      if (together && referral.bundle) {
        await sendTogether.mutateAsync({ id: referral.bundle.bundle_id, act });
        left(t('sent', { wave, day: dayAndHour(by) }));
      } else {
        const sent = await send.mutateAsync({ key: key.current, act });
        left(t('sent', { wave: sent.number, day: dayAndHour(sent.answer_by) }));
      }
    } catch {
      // The refusal was said by the act itself.
    }
  }

  return (
    <ConfirmDialog
      opened
      title={t('dialog.title', { wave })}
      act={t(areDoctors ? 'dialog.actDoctor' : 'dialog.act', { count: asked.length })}
      busy={send.isPending || sendTogether.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      <List>
        {asked.map((one) => (
          <List.Item key={one.professional_id}>{one.name}</List.Item>
        ))}
      </List>
      <TogetherBox tie={referral.bundle} words="together" checked={together} onChange={setTogether} />
      <Text>{t('dialog.text', { day: dayAndHour(by) })}</Text>
      <Text size="sm" c="dimmed">
        {t('dialog.mail')}
      </Text>
    </ConfirmDialog>
  );
}
