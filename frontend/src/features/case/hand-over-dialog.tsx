import { Checkbox, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { Referral } from '@/api/types';
import { ProfessionalField } from '@/directory/professional-field';
import { type HandOver, type PartnerRoute, type Reason, type Told, useHandOver } from '@/handover/queries';
import { useHandoverTexts } from '@/handover/texts';
import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { ReasonSelect } from '@/ui/reason-select';
import { ColleagueField, PartnerField, ToldField, usePartnersFor } from './hand-over-fields';

type To = 'colleague' | 'professional' | 'partner';
const TOLD: Told[] = ['name', 'care', 'social'];
const isReportReason = (reason: Reason) => reason.startsWith('report_');
const REASONS = optionsOf(codes.handoverReason);
const AGREED = optionsOf(codes.handoverAgreed);
const CHANNELS = optionsOf(codes.handoverChannel).filter(({ value }) => value !== 'application');

interface DialogProps {
  referral: Referral;
  isReport: boolean;
  /** Chosen beforehand. */
  partner?: PartnerRoute;
  onClose: () => void;
}

/** To one receiver, by name, with what is told and the agreement that covers it. */
export function HandOverDialog({ referral, isReport, partner, onClose }: DialogProps) {
  const t = useHandoverTexts();
  const hand = useHandOver(referral.referral_id);
  const goesOutside = isReport || partner || referral.next_step?.code === 'hand_over';
  const [to, setTo] = useState<To>(goesOutside ? 'partner' : 'colleague');
  const [person, setPerson] = useState<string | null>(null);
  const [chosenRoute, setRoute] = useState<PartnerRoute | null | undefined>(partner);
  // The first partner for this need, until another is chosen.
  const proposed = usePartnersFor(referral, isReport).proposed[0] ?? null;
  const route = chosenRoute === undefined && !isReport ? proposed : (chosenRoute ?? null);
  const receiver = to === 'partner' ? (route?.route_id ?? null) : person;
  const [told, setTold] = useState<Told[]>([]);
  const [reason, setReason] = useState<Reason | null>(
    partner?.for_complex && referral.is_complex ? 'complex_case' : null,
  );
  const [agreed, setAgreed] = useState<HandOver['agreed'] | null>(null);
  const [channel, setChannel] = useState<NonNullable<HandOver['channel']>>('phone');
  const [isInformed, setInformed] = useState(false);
  const [until, setUntil] = useState('');
  const isComplete = receiver && reason && agreed && (to === 'partner' || told.length > 0);
  function choose(next: To) {
    setTo(next);
    setPerson(null);
    setRoute(undefined);
    setTold([]);
  }
  function confirm() {
    if (!receiver || !reason || !agreed) return;
    const act: HandOver = {
      to_account_id: to === 'colleague' ? receiver : null,
      to_professional_id: to === 'professional' ? receiver : null,
      route_id: to === 'partner' ? receiver : null,
      told,
      reason_code: reason,
      agreed,
      channel: to === 'partner' ? channel : 'application',
      informed: isReport ? isInformed : null,
      until: until || null,
    };
    hand.mutate(act, {
      onSuccess: ({ to_name: name }) => {
        notifyDone(t('done.handed', { name }));
        onClose();
      },
    });
  }
  return (
    <ConfirmDialog
      opened
      title={t(isReport ? 'form.reportTitle' : 'form.title', { number: referral.case_number })}
      act={t(isReport ? 'form.reportAct' : 'form.act')}
      busy={hand.isPending}
      disabled={!isComplete}
      onClose={onClose}
      onConfirm={confirm}
    >
      {isReport && <Text>{t('form.reportText')}</Text>}
      {!isReport && (
        <SegmentedControl
          aria-label={t('form.to')}
          value={to}
          onChange={(next) => choose(next as To)}
          data={[
            { value: 'colleague', label: t('form.toColleague') },
            { value: 'professional', label: t('form.toProfessional') },
            { value: 'partner', label: t('form.toPartner') },
          ]}
        />
      )}
      {to === 'colleague' && <ColleagueField value={person} onChange={setPerson} />}
      {to === 'professional' && (
        <ProfessionalField label={t('form.professional')} value={person} onChange={setPerson} />
      )}
      {to === 'partner' && (
        <PartnerField
          referral={referral}
          value={route}
          isReport={isReport}
          onChange={(next) => {
            setRoute(next);
            setTold([]);
          }}
        />
      )}
      <ToldField
        value={told}
        onChange={setTold}
        allowed={to === 'partner' ? (route?.may_tell ?? []) : TOLD}
      />
      <ReasonSelect
        label={t('form.reason')}
        options={REASONS.filter(({ value }) => isReportReason(value) === isReport)}
        value={reason}
        onChange={setReason}
      />
      <ReasonSelect
        label={t('form.agreed')}
        options={AGREED.filter(({ value }) => isReport || value !== 'danger')}
        value={agreed}
        onChange={setAgreed}
      />
      {isReport && (
        <Checkbox
          label={t('form.informed')}
          checked={isInformed}
          onChange={(event) => setInformed(event.currentTarget.checked)}
        />
      )}
      {to === 'partner' ? (
        <NativeSelect
          label={t('form.channel')}
          value={channel}
          data={CHANNELS}
          onChange={(event) => setChannel(event.currentTarget.value as typeof channel)}
        />
      ) : (
        <DayField
          label={t('form.until')}
          description={t('form.untilHelp')}
          value={until}
          onChange={setUntil}
          maw={280}
        />
      )}
    </ConfirmDialog>
  );
}
