import { expect, it } from 'vitest';
import { aSession } from '@/test-render';
import { lineOf, navItems } from './nav-items';

it.each([
  ['/demandes/r-1', 'referrals'],
  ['/demandes/appels', 'calls'],
  ['/snp', 'snp'],
  ['/snp/a-rappeler', 'snp'],
  ['/snp/orientations', 'triage'],
  ['/snp/triage/script', 'triage'],
  ['/equipes/t-1', 'teams'],
  ['/notifications', undefined],
])('shows at %s the line of the menu that holds it', (pathname, key) => {
  const items = navItems(aSession({ roles: ['care_coordinator'] }));
  expect(lineOf(pathname, items)?.key).toBe(key);
});
