import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Referral } from '@/api/types';
import { handoversQuery, partnerRoutesQuery } from '@/handover/queries';
import { referralQuery, timelineQuery } from '@/referral/queries';
import { aHandover, aPartnerRoute, aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';

const ID = '0190a000-0000-7000-8000-00000000000a';
const SAY = `POST /api/referral/v1/referrals/${ID}/complexity`;
const DAC = aPartnerRoute({
  route_id: 'r1',
  name: 'DAC du Val',
  kind: 'dac',
  for_needs: [],
  for_complex: true,
});
const SAID: Partial<Referral> = {
  is_complex: true,
  complexity: { criteria: ['home_at_risk', 'carer_exhausted'], list_version: '2026-11' },
  allowed_acts: ['handovers', 'complexity'],
};

const open = (
  overrides: Partial<Referral>,
  handed: Parameters<typeof aHandover>[0][] = [],
  tab: 'suivi' | 'relais' = 'suivi',
) =>
  renderScreen(<CasePage id={ID} tab={tab} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral(overrides)],
      [timelineQuery(ID).queryKey, { items: [] }],
      [partnerRoutesQuery.queryKey, { items: [DAC] }],
      [handoversQuery(ID).queryKey, { items: handed.map(aHandover) }],
    ],
  });

it('shows the tag alone to whoever may not read its criteria', async () => {
  await open({ is_complex: true, complexity: null, allowed_acts: [] });
  expect(screen.getByText('Situation complexe')).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Situation complexe' })).toBeNull();
});

it('proposes the DAC no more once it was handed the situation', async () => {
  await open(SAID, [{ route_id: 'r1', stands: true }], 'relais');
  expect(screen.getByText('Aidant épuisé')).toBeVisible();
  expect(screen.queryByRole('button', { name: /DAC du Val/ })).toBeNull();
});

it('leads the coordinator to the DAC with the reason said already', async () => {
  const { container } = await open(SAID);
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /Passer le relais.*DAC du Val/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('combobox', { name: /Partenaire/ })).toHaveDisplayValue(/^DAC du Val/);
  expect(within(dialog).getByRole('radio', { name: 'Situation complexe' })).toBeChecked();
});

it('sends the criteria that the coordinator chose', async () => {
  const sent = answerWith({ [SAY]: { body: aReferral(SAID) } });
  await open({ allowed_acts: ['complexity'] });
  fireEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Situation complexe…' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
  fireEvent.click(within(dialog).getByText('Aidant épuisé'));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent.find((one) => one.key === SAY)?.body).toEqual({ criteria: ['carer_exhausted'] });
});
