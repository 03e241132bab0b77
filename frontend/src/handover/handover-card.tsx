import { Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { tableDay } from '@/lib/dates';
import { codeLabel, optionsOf, useCodes } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ReasonDialog } from '@/referral/reason-dialog';
import { notifyDone } from '@/ui/notify';
import { type Handover, useAnswer, useOutcome, useRevoke } from './queries';
import { useHandoverTexts } from './texts';

const COLORS = { accepted: 'vert', declined: 'ardoise', awaited: 'ambre' } as const;

/** What was handed, on which agreement, what was answered and what came of it. */
export function HandoverFacts({ handover }: { handover: Handover }) {
  const t = useHandoverTexts();
  const words = useCodes();
  const told = handover.told.map((one) => words(`told.${one}`)).join(', ');
  return (
    <>
      <Group gap="xs">
        <Text>{words(`handoverReason.${handover.reason_code}`)}</Text>
        <Badge variant="light" radius="sm" color={COLORS[handover.answer]}>
          {words(`handoverAnswer.${handover.answer}`)}
        </Badge>
      </Group>
      <Text size="sm">{told ? t('told', { what: told }) : t('toldNothing')}</Text>
      <Text size="sm">
        {words(`handoverAgreed.${handover.agreed}`)}, {tableDay(handover.agreed_on)}
        {handover.informed !== null && ` · ${t(handover.informed ? 'informed' : 'notInformed')}`}
      </Text>
      <Text size="sm" c="dimmed">
        {t('handed', { name: handover.handed_by_name, day: tableDay(handover.handed_at) })} ·{' '}
        {words(`handoverChannel.${handover.channel}`)}
        {handover.until && ` · ${t('until', { day: tableDay(handover.until) })}`}
      </Text>
      {handover.takes_charge && handover.stands && handover.answer === 'awaited' && (
        <Text size="sm">{t('takesCharge')}</Text>
      )}
      {handover.answered_at && (
        <Text size="sm" c="dimmed">
          {t('answered', {
            answer: words(`handoverAnswer.${handover.answer}`),
            name: handover.answered_by_name ?? '',
            day: tableDay(handover.answered_at),
          })}
        </Text>
      )}
      {handover.outcome_code && handover.outcome_at && (
        <Text size="sm">
          {t('ended', {
            outcome: words(`handoverOutcome.${handover.outcome_code}`),
            day: tableDay(handover.outcome_at),
          })}
        </Text>
      )}
      {handover.revoked_at && <Revoked handover={handover} at={handover.revoked_at} />}
    </>
  );
}

function Revoked({ handover, at }: { handover: Handover; at: string }) {
  const t = useHandoverTexts();
  const code = handover.revoked_reason ?? '';
  const reason = codeLabel('handoverRevocation', code);
  const day = tableDay(at);
  return <Text size="sm">{reason === code ? t('revokedEnd', { day }) : t('revoked', { day, reason })}</Text>;
}

interface ActsProps {
  handover: Handover;
  /** The receiver answers; the coordinator writes down what a partner said, and takes back. */
  as: 'receiver' | 'coordinator';
}

export function HandoverActs({ handover, as }: ActsProps) {
  const t = useHandoverTexts();
  const answer = useAnswer();
  const [dialog, setDialog] = useState<'outcome' | 'revoke' | null>(null);
  if (!handover.stands) return null;
  const id = handover.handover_id;
  const mayAnswer = handover.answer === 'awaited' && (as === 'receiver' || handover.to_kind === 'partner');
  const reply = (said: 'accepted' | 'declined') =>
    answer.mutate({ id, answer: said }, { onSuccess: () => notifyDone(t(`done.${said}`)) });
  const of = <span className="vh"> – {handover.to_name}</span>;
  return (
    <Group gap="xs" mt="xs">
      {mayAnswer && (
        <>
          <Button size="compact-md" loading={answer.isPending} onClick={() => reply('accepted')}>
            {t(as === 'receiver' ? 'acts.accept' : 'acts.accepted')}
            {of}
          </Button>
          <Button
            size="compact-md"
            variant="default"
            disabled={answer.isPending}
            onClick={() => reply('declined')}
          >
            {t(as === 'receiver' ? 'acts.decline' : 'acts.declined')}
            {of}
          </Button>
        </>
      )}
      <Button size="compact-md" variant="default" onClick={() => setDialog('outcome')}>
        {t('acts.outcome')}
        {of}
      </Button>
      {as === 'coordinator' && (
        <Button size="compact-md" variant="default" onClick={() => setDialog('revoke')}>
          {t('acts.revoke')}
          {of}
        </Button>
      )}
      {dialog === 'outcome' && <OutcomeDialog id={id} onClose={() => setDialog(null)} />}
      {dialog === 'revoke' && <RevokeDialog id={id} onClose={() => setDialog(null)} />}
    </Group>
  );
}

const OUTCOMES = optionsOf(codes.handoverOutcome);
const REVOCATIONS = optionsOf(codes.handoverRevocation);

function OutcomeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useHandoverTexts();
  const end = useOutcome();
  const done = () => {
    notifyDone(t('done.ended'));
    onClose();
  };
  return (
    <ReasonDialog
      title={t('outcomeTitle')}
      label={t('outcomeLabel')}
      act={t('outcomeAct')}
      busy={end.isPending}
      options={OUTCOMES}
      onClose={onClose}
      onConfirm={(outcome) => end.mutate({ id, outcome }, { onSuccess: done })}
    />
  );
}

function RevokeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useHandoverTexts();
  const revoke = useRevoke();
  const done = () => {
    notifyDone(t('done.revoked'));
    onClose();
  };
  return (
    <ReasonDialog
      danger
      title={t('revokeTitle')}
      text={t('revokeText')}
      label={t('revokeLabel')}
      act={t('revokeAct')}
      busy={revoke.isPending}
      options={REVOCATIONS}
      onClose={onClose}
      onConfirm={(reason) => revoke.mutate({ id, reason }, { onSuccess: done })}
    />
  );
}
