import type appeals from './fr/appeals.json';
import type appointments from './fr/appointments.json';
import type bundle from './fr/bundle.json';
import type calls from './fr/calls.json';
import type caseSentences from './fr/case.json';
import type choice from './fr/choice.json';
import type codes from './fr/codes.json';
import type common from './fr/common.json';
import type delays from './fr/delays.json';
import type desk from './fr/desk.json';
import type directory from './fr/directory.json';
import type downtime from './fr/downtime.json';
import type drafts from './fr/drafts.json';
import type equity from './fr/equity.json';
import type gaps from './fr/gaps.json';
import type handover from './fr/handover.json';
import type home from './fr/home.json';
import type homeReturn from './fr/home-return.json';
import type imports from './fr/imports.json';
import type information from './fr/information.json';
import type leaves from './fr/leaves.json';
import type members from './fr/members.json';
import type myOffer from './fr/my-offer.json';
import type myOpenings from './fr/my-openings.json';
import type neighbours from './fr/neighbours.json';
import type newReferral from './fr/new-referral.json';
import type notifications from './fr/notifications.json';
import type partners from './fr/partners.json';
import type plan from './fr/plan.json';
import type problems from './fr/problems.json';
import type proposal from './fr/proposal.json';
import type referral from './fr/referral.json';
import type referrals from './fr/referrals.json';
import type refusals from './fr/refusals.json';
import type reports from './fr/reports.json';
import type rules from './fr/rules.json';
import type session from './fr/session.json';
import type settings from './fr/settings.json';
import type shell from './fr/shell.json';
import type snp from './fr/snp.json';
import type solicitations from './fr/solicitations.json';
import type spreadsheets from './fr/spreadsheets.json';
import type unpaidActs from './fr/unpaid-acts.json';

/** One line per file of locales/fr: it types the keys that `t` accepts. */
export interface Texts {
  appeals: typeof appeals;
  appointments: typeof appointments;
  bundle: typeof bundle;
  calls: typeof calls;
  solicitations: typeof solicitations;
  spreadsheets: typeof spreadsheets;
  proposal: typeof proposal;
  choice: typeof choice;
  case: typeof caseSentences;
  codes: typeof codes;
  common: typeof common;
  delays: typeof delays;
  desk: typeof desk;
  directory: typeof directory;
  downtime: typeof downtime;
  drafts: typeof drafts;
  equity: typeof equity;
  gaps: typeof gaps;
  handover: typeof handover;
  home: typeof home;
  'home-return': typeof homeReturn;
  leaves: typeof leaves;
  neighbours: typeof neighbours;
  partners: typeof partners;
  'new-referral': typeof newReferral;
  information: typeof information;
  members: typeof members;
  'my-offer': typeof myOffer;
  imports: typeof imports;
  snp: typeof snp;
  'my-openings': typeof myOpenings;
  notifications: typeof notifications;
  plan: typeof plan;
  problems: typeof problems;
  referral: typeof referral;
  referrals: typeof referrals;
  refusals: typeof refusals;
  reports: typeof reports;
  rules: typeof rules;
  session: typeof session;
  settings: typeof settings;
  shell: typeof shell;
  'unpaid-acts': typeof unpaidActs;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}
