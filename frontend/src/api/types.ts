import type { components as Accounts } from './accounts.gen';
import type { components as Directory } from './directory.gen';
import type { components as ReferralContract } from './referral.gen';
import type { components as Scheduling } from './scheduling.gen';

// What screens call the schemas of the contracts; nothing here is written by hand.
type A = Accounts['schemas'];
type D = Directory['schemas'];
type R = ReferralContract['schemas'];

export type Session = A['SessionOut'];
export type Role = Session['roles'][number];
export type TotpEnrolment = A['TotpEnrolment'];
export type DemonstrationAccount = A['DemonstrationAccountOut'];

export type Commune = D['CommuneOut'];

export type Kind = R['Kind'];
export type Need = R['Need'];
export type Sex = R['Sex'];
export type Urgency = R['Urgency'];
export type ReferralStatus = R['Status'];
export type Answer = R['CriteriaChips']['ald'];
export type Cover = R['CriteriaChips']['cover'];
export type Reason = R['Reason'];
export type ReferralRow = R['ReferralItem'];
export type Referral = R['ReferralOut'];
export type BoardColumn = R['Column'];
export type StateNeed = R['StateNeed'];
export type RefuseConsent = R['RefuseConsent'];
export type TimelineLine = R['TimelineLine'];
export type Participant = R['ParticipantOut'];
export type Notice = R['NoticeOut'];
export type Identity = R['Identity'];
export type CareBulletin = R['CareBulletinOut'];
export type SocialBulletin = R['SocialBulletinOut'];
export type ReadingLine = R['ReadingLine'];
export type AgeBand = R['AgeBand'];
export type Ball = ReferralRow['ball'];
export type WorklistKey = R['WorklistKey'];
export type Worklist = R['Worklist'] | Scheduling['schemas']['Worklist'] | D['WorklistOut'];
export type Candidate = R['CandidateOut'];
export type Candidates = R['Candidates'];
export type Excluded = R['ExcludedOut'];
export type Wave = R['WaveOut'];
export type Solicitation = R['SolicitationOut'];
export type MySolicitation = R['MySolicitation'];
export type AnswerGiven = R['Given'];
export type OwnAnswers = R['OwnAnswers'];
export type Proposal = R['ProposalOut'];
export type Plan = R['PlanOut'];
export type PlanItem = R['PlanItem'];
export type PlanRow = R['RowOut'];
export type PlanFigures = R['FiguresOut'];
export type RowState = R['RowState'];
