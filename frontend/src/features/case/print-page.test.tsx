import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Referral } from '@/api/types';
import { cptsQuery } from '@/directory/queries';
import { referralQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { PrintPage } from './print-page';

const ID = '0190a000-0000-7000-8000-00000000000a';

const open = (overrides: Partial<Referral>, coordination_phone: string | null = '0199000040') =>
  renderScreen(<PrintPage id={ID} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral(overrides)],
      [cptsQuery.queryKey, { coordination_phone, version: 1, communes: [] }],
    ],
  });

it('no longer promises a call for a search to a person who is placed, and says with whom and when', async () => {
  const { container } = await open({
    status: 'placed',
    placed_professional_id: 'd1',
    placed_professional_name: 'Dr Anne Martin',
    first_appointment: { state: 'stated', at: '2026-12-01T09:00:00Z', appointment_id: null },
  });
  expect(screen.queryByText(/vous appelle dès que/)).toBeNull();
  expect(screen.getByText(/Dr Anne Martin/)).toBeVisible();
  expect(screen.getByText(/Premier rendez-vous/)).toHaveTextContent('1er décembre');
  expect(screen.getByText(/appelez la coordination/)).toHaveTextContent('01 99 00 00 40');
  await expectAccessible(container);
});

it.each([
  ['searching', /vous appelle dès que/],
  ['closed', /elle est close/],
  ['on_hold', /en attente/],
  ['withdrawn', /la recherche est arrêtée/],
] as const)('says of a request that is %s what is true of it', async (status, sentence) => {
  await open({ status }, null);
  expect(screen.getByText(sentence)).toBeVisible();
  expect(screen.getByText(/adressez-vous à la coordination/)).toBeVisible();
});

it('prints the sheet in the language of the person too, with the day in its words', async () => {
  const { container } = await open({
    status: 'placed',
    placed_professional_name: 'Dr Anne Martin',
    first_appointment: { state: 'stated', at: '2026-12-01T09:00:00Z', appointment_id: null },
  });
  await userEvent.selectOptions(screen.getByLabelText('Langue de la personne'), 'es');
  expect(await screen.findByText(/un profesional se ocupa de usted/)).toBeVisible();
  expect(screen.getByText(/Primera cita/)).toHaveTextContent('1 de diciembre de 2026');
  expect(screen.getByText(/Para cualquier pregunta/)).toBeVisible();
  await expectAccessible(container);
});

it('tells the person which wish could not be met, and nothing of those that were', async () => {
  const items = [
    { wish_code: 'female', met: false, words: 'Une femme à moins de 10 km : 3 sollicitations, aucun oui.' },
    { wish_code: 'usual', met: true, words: 'Le médecin habituel : oui.' },
  ];
  answerWith({ [`GET /api/referral/v1/referrals/${ID}/wishes`]: { body: { items, settled_at: null } } });
  await open({});
  const told = await screen.findByRole('region', { name: /pas pu être satisfaits/ });
  expect(told).toHaveTextContent('3 sollicitations');
  expect(told).not.toHaveTextContent('habituel');
});

it('prints the medico-social bulletin of a social request', async () => {
  const sent = answerWith({});
  await open({ kind: 'social' });
  await userEvent.click(screen.getByRole('button', { name: 'Ouvrir le bulletin' }));
  expect(sent.map((one) => one.key)).toContain(`GET /api/referral/v1/referrals/${ID}/social-bulletin`);
  expect(sent.map((one) => one.key)).not.toContain(`GET /api/referral/v1/referrals/${ID}/care-bulletin`);
});
