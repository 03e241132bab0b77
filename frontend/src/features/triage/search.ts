import { isDay } from '@/lib/dates';
import codes from '@/locales/fr/codes.json';
import type { Disposition } from './queries';

/** The request that is being sorted; the queue without one. */
export interface TriageSearch {
  demande?: string;
}

export function readTriageSearch(search: Record<string, unknown>): TriageSearch {
  return search.demande ? { demande: String(search.demande) } : {};
}

export const DISPOSITIONS = Object.keys(codes.disposition) as Disposition[];

/** Filters of the hand-overs as they stand in the URL. */
export interface RecordSearch {
  depuis?: string;
  jusque?: string;
  vers?: Disposition;
  recours?: string;
}

export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  const day = (value: unknown) => (isDay(value) ? value : undefined);
  const read: RecordSearch = {
    depuis: day(search.depuis),
    jusque: day(search.jusque),
    vers: DISPOSITIONS.find((one) => one === search.vers),
    recours: search.recours ? String(search.recours) : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const recordAsked = ({ depuis, jusque, vers, recours }: RecordSearch) => ({
  since: depuis,
  until: jusque,
  disposition: vers,
  recourse_id: recours,
});

export function recordPath(search: RecordSearch): string {
  const said = Object.entries(recordAsked(search)).filter(([, value]) => value !== undefined);
  return `/api/scheduling/v1/triage-dispositions?${new URLSearchParams(said as [string, string][])}`;
}
