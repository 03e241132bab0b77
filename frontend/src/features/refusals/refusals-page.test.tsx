import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { cptsQuery } from '@/directory/queries';
import { addDays, isoDay } from '@/lib/dates';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { type Refusal, refusalsQuery } from './queries';
import { RefusalsPage } from './refusals-page';

const ID = '0190a000-0000-7000-8000-0000000000f1';
const RECONTACT = `PUT /api/referral/v1/refused-consents/${ID}/recontact`;
const today = isoDay(new Date());

const aRefusal = (overrides: Partial<Refusal> = {}): Refusal => ({
  id: ID,
  kind: 'medecin_traitant',
  commune_code: '99001',
  refused_on: '2026-11-02',
  recontact_on: today,
  recontacted_on: null,
  ...overrides,
});

const open = (...refusals: Refusal[]) =>
  renderScreen(<RefusalsPage />, {
    session: aSession({ roles: ['referrer'] }),
    cached: [
      [refusalsQuery.queryKey, refusals],
      [cptsQuery.queryKey, { communes: [{ code: '99001', name: 'Val-d’Orge' }] }],
    ],
  });

it('says where a date is set when none waits', async () => {
  await open(aRefusal({ recontact_on: null }), aRefusal({ recontacted_on: today }));
  expect(screen.getByText(/Elle se fixe en enregistrant un refus/)).toBeVisible();
});

it('tells those whose day has come from those of later, without any name', async () => {
  const { container } = await open(
    aRefusal(),
    aRefusal({ id: 'later', commune_code: null, recontact_on: addDays(today, 3) }),
  );
  expect(screen.getByRole('region', { name: 'À recontacter maintenant' })).toHaveTextContent(
    'Médecin traitant · Val-d’Orge',
  );
  expect(screen.getByRole('region', { name: 'Plus tard' })).toHaveTextContent('commune non précisée');
  await expectAccessible(container);
});

it('records that the person was asked again', async () => {
  const sent = answerWith({ [RECONTACT]: { body: aRefusal({ recontacted_on: today }) } });
  await open(aRefusal());
  fireEvent.click(screen.getByRole('button', { name: /^C’est fait/ }));
  await waitFor(() => expect(sent[0]?.key).toBe(RECONTACT));
  expect(sent[0]?.body).toEqual({ again_on: null });
});

it('puts it off by a month', async () => {
  const sent = answerWith({ [RECONTACT]: { body: aRefusal() } });
  await open(aRefusal());
  fireEvent.click(screen.getByRole('button', { name: /^Reporter d’un mois/ }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ again_on: addDays(today, 30) }));
});
