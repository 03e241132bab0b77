import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import { type TakeStep, type UnpaidAct, useStep } from '@/unpaid-acts/queries';
import { useUnpaidActTexts } from '@/unpaid-acts/texts';

const REASONS = { refuse: optionsOf(codes.unpaidActRefusal), drop: optionsOf(codes.unpaidActDrop) };
const STEPS = ['pay', 'refuse', 'claim_again', 'drop'] as const;

/** The next states of one act; the service said which. */
export function StepButtons({ act }: { act: UnpaidAct }) {
  const t = useUnpaidActTexts();
  const step = useStep();
  const [asking, setAsking] = useState<'refuse' | 'drop' | null>(null);
  const take = (said: TakeStep) =>
    step.mutate(
      { id: act.unpaid_act_id, ...said },
      {
        onSuccess: () => {
          notifyDone(t('done'));
          setAsking(null);
        },
      },
    );
  return (
    <Group gap={6} wrap="nowrap">
      {STEPS.filter((one) => act.may.includes(one)).map((one) => (
        <Button
          key={one}
          size="compact-sm"
          variant="default"
          loading={step.isPending}
          onClick={() => (one === 'refuse' || one === 'drop' ? setAsking(one) : take({ step: one }))}
        >
          {t(`step.${one}`)}
          <span className="vh"> – {act.case_number}</span>
        </Button>
      ))}
      {asking && (
        <WhyDialog
          step={asking}
          busy={step.isPending}
          onClose={() => setAsking(null)}
          onConfirm={(reason_code) => take({ step: asking, reason_code })}
        />
      )}
    </Group>
  );
}

interface WhyDialogProps {
  step: 'refuse' | 'drop';
  busy: boolean;
  onClose: () => void;
  onConfirm: (reason: NonNullable<TakeStep['reason_code']>) => void;
}

function WhyDialog({ step, busy, onClose, onConfirm }: WhyDialogProps) {
  const t = useUnpaidActTexts();
  const [reason, setReason] = useState<NonNullable<TakeStep['reason_code']> | null>(null);
  return (
    <ConfirmDialog
      opened
      title={t(`why.${step}.title`)}
      act={t(`why.${step}.act`)}
      busy={busy}
      disabled={!reason}
      onClose={onClose}
      onConfirm={() => reason && onConfirm(reason)}
    >
      <ReasonSelect label={t('reason')} options={REASONS[step]} value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
