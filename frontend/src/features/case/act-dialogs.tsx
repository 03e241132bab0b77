import { useState } from 'react';
import { HospitalSelect } from '@/home-return/hospital-select';
import { useAct } from '@/referral/acts';
import { HoldDialog } from '@/referral/hold-dialog';
import { REDIRECTION_REASONS, REPORT_WAIVERS, WITHDRAWAL_REASONS } from '@/referral/options';
import { ReasonDialog } from '@/referral/reason-dialog';
import { useReferralTexts } from '@/referral/texts';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyUndo } from '@/ui/notify';
import { AdviceDialog } from './advice-dialog';
import { AppointmentDialog } from './appointment-dialog';
import { ClosingDialog } from './closing-dialog';
import { ComplexityDialog } from './complexity-dialog';
import { ConsentDialog, ConsentRefusalDialog } from './consent-dialogs';
import { DecideClassDialog } from './decide-class-dialog';
import { DeclarationDialog } from './declaration-dialog';
import type { DialogProps } from './dialog-props';
import { DoctorAgreementDialog } from './doctor-agreement-dialog';
import { ConsentWithdrawalDialog, EraseDialog } from './erase-dialog';
import { HandOverDialog } from './hand-over-dialog';
import { QualifyDialog } from './qualify-dialog';
import { SharingDialog } from './sharing-dialog';
import { StepBackDialog } from './step-back-dialog';
import { useTexts } from './texts';
import { UnpaidActDialog } from './unpaid-act-dialog';

export type DialogAct =
  | 'advice'
  | 'consent'
  | 'consent-refusal'
  | 'first-appointment'
  | 'declaration'
  | 'report-waiver'
  | 'closing'
  | 'sharing-consent'
  | 'doctor-agreement'
  | 'class-decision'
  | 'complexity'
  | 'hold'
  | 'redirection'
  | 'withdrawal'
  | 'duplicate-merge'
  | 'step-back'
  | 'consent-withdrawal'
  | 'unpaid-acts'
  | 'handovers'
  | 'erasure';

/** The dialog of an act that needs a reason, or that leaves the house. */
export function ActDialog({ act, ...props }: DialogProps & { act: DialogAct | 'qualifyAs' }) {
  const t = useTexts();
  const resume = useAct('resume');
  const { referral_id: id, case_number: number } = props.referral;
  if (act === 'qualifyAs') return <QualifyDialog {...props} />;
  if (act === 'advice') return <AdviceDialog {...props} />;
  if (act === 'consent') return <ConsentDialog {...props} />;
  if (act === 'consent-refusal') return <ConsentRefusalDialog {...props} />;
  if (act === 'first-appointment') return <AppointmentDialog {...props} />;
  if (act === 'declaration') return <DeclarationDialog {...props} />;
  if (act === 'report-waiver') return <ReportWaiverDialog {...props} />;
  if (act === 'step-back') return <StepBackDialog {...props} />;
  if (act === 'erasure') return <EraseDialog {...props} />;
  if (act === 'consent-withdrawal') return <ConsentWithdrawalDialog {...props} />;
  if (act === 'class-decision') return <DecideClassDialog {...props} />;
  if (act === 'complexity') return <ComplexityDialog {...props} />;
  if (act === 'closing') return <ClosingDialog {...props} />;
  if (act === 'doctor-agreement') return <DoctorAgreementDialog {...props} />;
  if (act === 'handovers') return <HandOverDialog isReport={false} {...props} />;
  if (act === 'sharing-consent') return <SharingDialog {...props} />;
  if (act === 'unpaid-acts') return <UnpaidActDialog {...props} />;
  if (act === 'redirection') return <RedirectDialog {...props} />;
  if (act === 'withdrawal') return <WithdrawDialog {...props} />;
  if (act === 'duplicate-merge') return <MergeDialog {...props} />;
  const undo = () => resume.mutate({ id, act: undefined });
  return <HoldDialog {...props} onHeld={() => notifyUndo(t('done.hold', { number }), undo)} />;
}

function ReportWaiverDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const waive = useAct('waiveReport');
  return (
    <ReasonDialog
      title={words('reportWaiver.title', { number: referral.case_number })}
      text={words('reportWaiver.text')}
      act={words('reportWaiver.act')}
      options={REPORT_WAIVERS}
      busy={waive.isPending}
      onClose={onClose}
      onConfirm={(reason_code) =>
        waive.mutate(
          { id: referral.referral_id, act: { reason_code } },
          {
            onSuccess: () => {
              notifyDone(t('done.report-waiver'));
              onClose();
            },
          },
        )
      }
    />
  );
}

function RedirectDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const redirect = useAct('redirect');
  const [finess, setFiness] = useState<string | null>(null);
  return (
    <ReasonDialog
      title={words('redirect.title', { number: referral.case_number })}
      text={words('redirect.text')}
      act={words('redirect.act')}
      options={REDIRECTION_REASONS}
      more={(reason) => reason === 'home_return' && <HospitalSelect value={finess} onChange={setFiness} />}
      busy={redirect.isPending}
      onClose={onClose}
      onConfirm={(reason_code) =>
        redirect.mutate(
          {
            id: referral.referral_id,
            act: { reason_code, ...(reason_code === 'home_return' && { finess }) },
          },
          {
            onSuccess: () => {
              notifyDone(t('done.redirection', { number: referral.case_number }));
              onClose();
            },
          },
        )
      }
    />
  );
}

function WithdrawDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const withdraw = useAct('withdraw');
  return (
    <ReasonDialog
      danger
      title={words('withdraw.title', { number: referral.case_number })}
      text={words('withdraw.text')}
      act={words('withdraw.act')}
      options={WITHDRAWAL_REASONS}
      busy={withdraw.isPending}
      onClose={onClose}
      onConfirm={(reason_code) =>
        withdraw.mutate(
          { id: referral.referral_id, act: { reason_code } },
          {
            onSuccess: () => {
              notifyDone(t('done.withdrawal', { number: referral.case_number }));
              onClose();
            },
          },
        )
      }
    />
  );
}

function MergeDialog({ referral, onClose }: DialogProps) {
  const t = useTexts();
  const words = useReferralTexts();
  const merge = useAct('merge');
  const into = referral.possible_duplicate_of;
  if (!into) return null;
  const confirm = () =>
    merge.mutate(
      { id: referral.referral_id, act: { into } },
      {
        onSuccess: () => {
          notifyDone(t('done.duplicate-merge'));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      danger
      title={words('merge.title')}
      act={words('merge.act')}
      busy={merge.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      {words('merge.text', { number: referral.case_number })}
    </ConfirmDialog>
  );
}
