import type codes from './fr/codes.json';
import type common from './fr/common.json';
import type directory from './fr/directory.json';
import type home from './fr/home.json';
import type newReferral from './fr/new-referral.json';
import type problems from './fr/problems.json';
import type session from './fr/session.json';
import type shell from './fr/shell.json';

/** One line per file of locales/fr: it types the keys that `t` accepts. */
export interface Texts {
  codes: typeof codes;
  common: typeof common;
  directory: typeof directory;
  home: typeof home;
  'new-referral': typeof newReferral;
  problems: typeof problems;
  session: typeof session;
  shell: typeof shell;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}
