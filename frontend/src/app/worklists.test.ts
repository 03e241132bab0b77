import { readFileSync } from 'node:fs';
import { defaultParseSearch } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { readAppealsSearch } from '@/features/appeals/search';
import { LISTS as APPOINTMENT_LISTS, readAppointmentsSearch } from '@/features/appointments/search';
import { ORDER } from '@/features/home/order';
import { readImportsSearch } from '@/features/imports/queries';
import { readMembersSearch } from '@/features/members/queries';
import { COVER_LISTS, readPoolsSearch } from '@/features/pools/search';
import { parseSearch, toQuery } from '@/features/referrals/filters';
import { readWishesSearch } from '@/features/snp/wish-search';
import { readUnpaidActsSearch } from '@/features/unpaid-acts/search';
import codes from '@/locales/fr/codes.json';
import home from '@/locales/fr/home.json';
import { PATHS } from './paths';

type Search = Record<string, unknown>;

/** What the page of an address asks its service for, by the parser that its route uses. */
const ASKED: Record<string, (search: Search) => unknown> = {
  [PATHS.referrals]: (search) => toQuery(parseSearch(search)).worklist,
  [PATHS.appointments]: (search) => APPOINTMENT_LISTS[readAppointmentsSearch(search).liste],
  [PATHS.members]: (search) => readMembersSearch(search).a_confirmer && 'sheets_to_confirm',
  [PATHS.imports]: (search) => readImportsSearch(search).a_verifier && 'imports_failed',
  [PATHS.unpaidActs]: (search) => readUnpaidActsSearch(search).etat === 'to_claim' && 'acts_to_claim',
  [PATHS.appeals]: (search) => readAppealsSearch(search).vue === 'pour-moi' && 'appeals_for_me',
  [PATHS.gaps]: () => 'gaps',
  // These pages are the list: no filter in the address.
  [PATHS.mySolicitations]: () => 'my_solicitations',
  [PATHS.refusedConsents]: () => 'to_recontact',
  [PATHS.drafts]: () => 'drafts',
  [PATHS.handed]: () => 'handed_to_me',
  [PATHS.receivedRequests]: () => 'received_from_neighbours',
  [PATHS.neighbours]: () => 'agreements_to_answer',
  [PATHS.triage]: () => 'snp_waiting',
  [PATHS.swaps]: () => 'swaps_open',
  [PATHS.wishes]: (search) => readWishesSearch(search).liste === 'a-appeler' && 'wishes_fitting',
  [PATHS.pools]: (search) => COVER_LISTS[readPoolsSearch(search).liste],
  [PATHS.delays]: () => 'home_visits_short',
  [PATHS.rounds]: () => 'visits_to_place',
  [PATHS.myOffer]: () => 'own_sheet_to_confirm',
};

/** Every key that the services may emit, with the address it leads to, as their contracts promise. */
function promised(): [key: string, href: string][] {
  return ['referral', 'scheduling', 'directory'].flatMap((service) => {
    const { schemas } = JSON.parse(readFileSync(`../contracts/openapi/${service}.json`, 'utf8')).components;
    const { href } = (schemas.Worklist ?? schemas.WorklistOut).properties;
    return Object.entries<string>(href['x-by-key']);
  });
}

describe.each(promised())('the worklist %s', (key, href) => {
  it('has a name, a hint and a place in the order', () => {
    expect(Object.keys(codes.worklist)).toContain(key);
    expect(Object.keys(home.hint)).toContain(key);
    expect(ORDER).toContain(key);
  });

  it('leads to a page that asks for the rows it counts', () => {
    const url = new URL(href, 'http://maillage.test');
    expect(ASKED[url.pathname]?.(defaultParseSearch(url.search) as Search)).toBe(key);
  });
});

it('knows no list that no service emits', () => {
  const keys = promised().map(([key]) => key);
  expect(Object.keys(codes.worklist).filter((key) => !keys.includes(key))).toEqual([]);
});
