import { optionsOf } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';

export const CLASS_REASONS = optionsOf(codes.classReason);
export const COMPLEXITY_CRITERIA = optionsOf(codes.complexity);
export const HOLD_REASONS = optionsOf(codes.holdReason);
export const REDIRECTION_REASONS = optionsOf(codes.redirectionReason);
export const WITHDRAWAL_REASONS = optionsOf(codes.withdrawalReason).filter(
  ({ value }) => value !== 'duplicate',
);
/** The coordinator's own; the others are said by time or by the withdrawal of the consent. */
export const ERASURE_REASONS = optionsOf({
  person_asks: codes.erasureReason.person_asks,
  entered_by_mistake: codes.erasureReason.entered_by_mistake,
});
/** How a request ends without its professional: the search and every access stop, participants are told. */
export const ENDINGS = optionsOf({
  found_elsewhere: codes.withdrawalReason.found_elsewhere,
  moved_away: codes.withdrawalReason.moved_away,
  deceased: codes.withdrawalReason.deceased,
});
export const APPOINTMENT_WAIVERS = optionsOf(codes.appointmentWaiver);
export const REPORT_WAIVERS = optionsOf(codes.reportWaiver);
/** An advice is given by an act of its own. */
export const REPORT_KINDS = optionsOf(codes.reportKind).filter(({ value }) => value !== 'advice');
export const REPORT_WITHDRAWALS = optionsOf(codes.reportWithdrawal);
export const DECLARATION_WAIVERS = optionsOf(codes.declarationWaiver);
export const NOTICE_WAIVERS = optionsOf(codes.noticeWaiver);
export const CONSENT_GIVEN = optionsOf(codes.consentGiven);
export const DECLINE_REASONS = optionsOf(codes.declineReason);

export type StepBackReason = keyof typeof codes.stepBackReason;
const OF_THE_PERSON: StepBackReason[] = ['prefers_another', 'too_far', 'other'];
const OF_THE_PROFESSIONAL: StepBackReason[] = [
  'no_capacity',
  'outside_competence',
  'practice_stops',
  'not_honoured',
  'other',
];

/** Why a placement does not hold, as the one who steps back may say it. */
export const stepBackReasons = (by: 'professional' | 'person') =>
  optionsOf(codes.stepBackReason).filter(({ value }) =>
    (by === 'person' ? OF_THE_PERSON : OF_THE_PROFESSIONAL).includes(value),
  );
