import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { BOOKING, hasRole, useSession } from '@/api/session';
import type { Referral } from '@/api/types';
import { dayAndHour, tableDay } from '@/lib/dates';
import { codeLabel, useCodes } from '@/lib/i18n';
import { optionLabel, questionOf } from '@/referral/short-form';
import { DueBy } from '@/ui/instant';
import { BookedVisits } from './booked-visits';
import { Holder } from './holder';
import { useTexts } from './texts';

const WAITING: Referral['status'][] = ['qualified', 'searching', 'proposed'];

/** Who holds the ball and since when, the next step and its time, the deadline of the class. */
export function StateCard({ referral }: { referral: Referral }) {
  const t = useTexts();
  const codes = useCodes();
  const mayBook = hasRole(useSession(), ...BOOKING);
  const { next_step: next, answers, first_appointment: first } = referral;
  const placedWith = referral.placed_professional_name ?? referral.in_charge_name;
  return (
    <Paper withBorder p="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} component="dl" m={0}>
        {referral.ball !== 'nobody' && (
          <Fact label={t('ball')}>
            <b>{codes(`ball.${referral.ball}`)}</b>
            <Text size="sm" c="dimmed">
              {t('since', { day: tableDay(referral.last_movement_at) })}
            </Text>
          </Fact>
        )}
        <Fact label={t('next')}>
          {next ? (
            <>
              <b>{codeLabel('nextStep', next.code)}</b>
              {next.at && (
                <Text size="sm" c="dimmed">
                  {t(next.code === 'resume' ? 'dueResume' : 'due', { day: dayAndHour(next.at) })}
                </Text>
              )}
            </>
          ) : (
            t('nothing')
          )}
        </Fact>
        {referral.target_at && WAITING.includes(referral.status) && (
          <Fact label={t('target')}>
            <DueBy at={referral.target_at} fw={700} />
            <Text size="sm" c="dimmed">
              {dayAndHour(referral.target_at)}
            </Text>
          </Fact>
        )}
        {answers.asked > 0 && (
          <Fact label={t('answers')}>
            <b>{answers.yes}</b> {codes('solicitationState.yes').toLowerCase()}, {answers.no}{' '}
            {codes('solicitationState.no').toLowerCase()}, {answers.silent}{' '}
            {codes('solicitationState.silent').toLowerCase()}
            <Text size="sm" c="dimmed">
              {codes('solicitationState.asked')} : {answers.asked}
            </Text>
          </Fact>
        )}
        <Fact label={t('holder.label')}>
          <Holder referral={referral} />
        </Fact>
        {placedWith && (
          <Fact label={codes('status.placed')}>
            <b>{placedWith}</b>
            {referral.placed_at && (
              <Text size="sm" c="dimmed">
                {t('placedOn', { day: tableDay(referral.placed_at) })}
              </Text>
            )}
          </Fact>
        )}
        {first.at && (
          <Fact label={t('appointment')}>
            {first.state === 'booked' && mayBook ? (
              <BookedVisits referralId={referral.referral_id} firstAt={first.at} />
            ) : (
              dayAndHour(first.at)
            )}
          </Fact>
        )}
        {first.state === 'waived' && !referral.in_charge_name && (
          <Fact label={t('appointment')}>{t('appointmentWaived')}</Fact>
        )}
        {referral.reason_code && <Fact label={t('reason')}>{reasonLabel(referral)}</Fact>}
        {referral.erased_at && (
          <Fact label={t('erased')}>
            {t('erasedOn', { day: tableDay(referral.erased_at) })}
            {referral.erasure_reason && (
              <Text size="sm" c="dimmed">
                {codes(`erasureReason.${referral.erasure_reason}`)}
              </Text>
            )}
          </Fact>
        )}
        {referral.request_reason !== 'not_said' && (
          <Fact label={t('requestReason')}>{codes(`requestReason.${referral.request_reason}`)}</Fact>
        )}
        <Fact label={t('door')}>
          {codes(`door.${referral.door}`)}
          {referral.on_behalf_of_name && (
            <Text size="sm" c="dimmed">
              {t('behalf', {
                who: [referral.on_behalf_of_name, referral.on_behalf_of_structure].filter(Boolean).join(', '),
              })}
            </Text>
          )}
        </Fact>
        {referral.doctor_agreement && (
          <Fact label={t('agreement.fact')}>
            <b>{t(referral.doctor_agreement.agrees ? 'agreement.yes' : 'agreement.no')}</b>
            <Text size="sm" c="dimmed">
              {t('agreement.who', {
                name: referral.doctor_agreement.doctor_name,
                day: tableDay(referral.doctor_agreement.said_at),
              })}
            </Text>
          </Fact>
        )}
        {referral.specialty && (
          <Fact label={t('specialty')}>{codeLabel('specialty', referral.specialty)}</Fact>
        )}
        {referral.relay_to && (
          <Fact label={questionOf('relay_to')?.label ?? ''}>
            {optionLabel('relay_to', referral.relay_to)}
          </Fact>
        )}
        {referral.advice !== 'not_asked' && (
          <Fact label={t('advice')}>
            <b>{codes(`advice.${referral.advice}`)}</b>
          </Fact>
        )}
        {referral.outcome_code && (
          <Fact label={t('outcome')}>{codes(`outcome.${referral.outcome_code}`)}</Fact>
        )}
      </SimpleGrid>
    </Paper>
  );
}

function reasonLabel({ status, reason_code: code }: Referral): string {
  const group = {
    on_hold: 'holdReason',
    redirected: 'redirectionReason',
    withdrawn: 'withdrawalReason',
  } as const;
  return status in group ? codeLabel(group[status as keyof typeof group], code ?? '') : (code ?? '');
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  );
}
