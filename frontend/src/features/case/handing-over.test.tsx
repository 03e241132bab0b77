import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Referral } from '@/api/types';
import { partnerRoutesQuery } from '@/handover/queries';
import { referralQuery, timelineQuery } from '@/referral/queries';
import { aPartnerRoute, aReferral } from '@/test-build';
import { expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';

const ID = '0190a000-0000-7000-8000-00000000000a';
const ROUTES = [
  aPartnerRoute({ route_id: 'r0', name: 'Association', for_needs: [] }),
  aPartnerRoute({ route_id: 'r1', name: 'PASS', for_needs: ['rights'] }),
];

const open = (overrides: Partial<Referral>) =>
  renderScreen(<CasePage id={ID} tab="suivi" />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral({ kind: 'social', need_codes: ['rights'], ...overrides })],
      [timelineQuery(ID).queryKey, { items: [] }],
      [partnerRoutesQuery.queryKey, { items: ROUTES }],
    ],
  });

it('hands a social request to a partner proposed first, and offers nobody to ask', async () => {
  const { container } = await open({
    kind: 'social',
    status: 'qualified',
    need_codes: ['rights'],
    next_step: { code: 'hand_over', at: null },
    allowed_acts: ['handovers', 'signalement'],
  });
  expect(screen.queryByRole('link', { name: 'Choisir qui solliciter' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Passer le relais' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('combobox', { name: /Partenaire/ })).toHaveDisplayValue(/^PASS/);
  await expectAccessible(container);
});

it('leads to where the word of the partner is written, and shows who has it in charge', async () => {
  await open({
    kind: 'social',
    status: 'placed',
    next_step: { code: 'await_outcome', at: null },
    in_charge_name: 'CCAS de Pont-d’Orsane',
    allowed_acts: ['handovers'],
  });
  expect(screen.getByRole('link', { name: 'Dire l’issue du relais' })).toHaveAttribute(
    'href',
    expect.stringContaining('onglet=relais'),
  );
  expect(screen.getByText('CCAS de Pont-d’Orsane')).toBeVisible();
});
