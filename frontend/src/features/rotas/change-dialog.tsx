import { NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { isoDay, longDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { RefusedBecause } from '@/ui/refused';
import { changeQuery, type Duty, type RotaDetail, useAssign, useMove } from './queries';
import { RulesBroken } from './rules-broken';
import { useTexts } from './texts';

interface ChangeDialogProps {
  duty: Duty;
  detail: RotaDetail;
  onClose: () => void;
}

/** The coordinator's hand: another holder or another day, with what it would break said before. */
export function ChangeDialog({ duty, detail, onClose }: ChangeDialogProps) {
  const t = useTexts();
  const [isMove, setMove] = useState(false);
  const [who, setWho] = useState(duty.professional_id ?? '');
  const [on, setOn] = useState(duty.on);
  const hand = useHand(duty, isMove ? { on } : { professional_id: who }, detail.rota.status === 'draft');
  const weighed = hand.weighed;
  const mustInsist = (weighed?.broken.length ?? 0) > 0;
  const today = isoDay(new Date());
  return (
    <ConfirmDialog
      opened
      title={t('change.title', { day: longDay(duty.on) })}
      act={t(mustInsist ? 'change.insist' : 'change.save')}
      danger={mustInsist}
      busy={hand.isPending}
      disabled={!weighed || weighed.has_appointments}
      onClose={onClose}
      onConfirm={() => hand.act(mustInsist, onClose)}
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('change.what')}
          data={[
            { value: 'holder', label: t('change.holder') },
            { value: 'day', label: t('change.day') },
          ]}
          value={isMove ? 'day' : 'holder'}
          onChange={(next) => setMove(next === 'day')}
        />
        {isMove ? (
          <DayField
            label={t('change.to')}
            min={detail.rota.starts_on > today ? detail.rota.starts_on : today}
            max={detail.rota.ends_on}
            value={on}
            onChange={setOn}
          />
        ) : (
          <NativeSelect
            label={t('change.who')}
            value={who}
            data={[
              { value: '', label: t('nobody'), disabled: true },
              ...detail.members.map((one) => ({
                value: one.professional_id,
                label: one.professional_name ?? one.professional_id,
              })),
            ]}
            onChange={(event) => setWho(event.currentTarget.value)}
          />
        )}
        <Foreseen hand={hand} duty={duty} detail={detail} />
      </Stack>
    </ConfirmDialog>
  );
}

interface ForeseenProps {
  hand: ReturnType<typeof useHand>;
  duty: Duty;
  detail: RotaDetail;
}

function Foreseen({ hand: { weighed, refusal }, duty, detail }: ForeseenProps) {
  const t = useTexts();
  const alert = refusal ?? (weighed?.has_appointments ? t('change.appointments') : null);
  if (alert) return <RefusedBecause>{alert}</RefusedBecause>;
  if (!weighed) return <Text c="dimmed">{t('change.choose')}</Text>;
  return (
    <>
      {weighed.broken.length > 0 ? (
        <RulesBroken title={t('change.breaks')} rules={weighed.broken} detail={detail} />
      ) : (
        <Text role="status">{t('change.fine')}</Text>
      )}
      {duty.swap_id && <Text>{t(weighed.keeps_swap ? 'change.keepsSwap' : 'change.endsSwap')}</Text>}
    </>
  );
}

type Change = { professional_id: string } | { on: string };

/** What a change would do, and doing it. On a draft, the same holder again is a pin. */
function useHand(duty: Duty, change: Change, isDraft: boolean) {
  const t = useTexts();
  const assign = useAssign();
  const move = useMove();
  const changes =
    'on' in change
      ? change.on !== '' && change.on !== duty.on
      : change.professional_id !== '' && (isDraft || change.professional_id !== duty.professional_id);
  const query = useQuery(changeQuery(duty.duty_id, changes ? change : null));
  function act(despite: boolean, onDone: () => void) {
    const told = {
      onSuccess: () => {
        notifyDone(t('on' in change ? 'change.moved' : 'change.assigned'));
        onDone();
      },
      onError: notifyRefusal,
    };
    const terms = { dutyId: duty.duty_id, despite_rules: despite };
    if ('on' in change) move.mutate({ ...terms, on: change.on }, told);
    else assign.mutate({ ...terms, professional_id: change.professional_id }, told);
  }
  return {
    act,
    weighed: changes ? query.data : undefined,
    refusal: changes && query.error ? asProblem(query.error).sentence : null,
    isPending: assign.isPending || move.isPending,
  };
}
