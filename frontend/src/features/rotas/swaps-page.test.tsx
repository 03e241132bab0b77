import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import type { Swap } from './queries';
import { SwapsPage } from './swaps-page';
import { ANNE, aRota, aSwap, PAUL, SECOND } from './test-rota';

const API = '/api/scheduling/v1';
const paul = aSession({ roles: ['professional'], professional_id: PAUL });
const market = (...items: Swap[]) => ({
  [`GET ${API}/swaps`]: { body: { items } },
  [`GET ${API}/rotas/r-1`]: { body: aRota() },
  [`POST ${API}/swaps/s-1/acceptance`]: { body: aRota() },
  [`POST ${API}/swaps/s-1/withdrawal`]: { body: aRota() },
});
const open = (session = paul) => renderScreen(<SwapsPage />, { session });

it('says that nothing is offered', async () => {
  answerWith(market());
  await open();
  expect(await screen.findByText(/Aucune garde à reprendre/)).toBeVisible();
});

it('takes a colleague’s duty in one click', async () => {
  const sent = answerWith(market(aSwap()));
  const { container } = await open();
  await userEvent.click(await screen.findByRole('button', { name: /^Je prends/ }));
  await expect
    .poll(() => sent.find((one) => one.key.endsWith('/acceptance'))?.body)
    .toEqual({ given_duty_id: null });
  expect(screen.queryByRole('button', { name: /Ne plus proposer/ })).not.toBeInTheDocument();
  await expectAccessible(container);
});

it('gives one of one’s own in return, on a day that was asked for', async () => {
  const sent = answerWith(market(aSwap({ in_return: [SECOND] })));
  await open();
  await userEvent.selectOptions(await screen.findByLabelText(/En retour/), 'd-2');
  await userEvent.click(screen.getByRole('button', { name: /^Je prends/ }));
  await expect
    .poll(() => sent.find((one) => one.key.endsWith('/acceptance'))?.body)
    .toEqual({ given_duty_id: 'd-2' });
});

it('says why a duty cannot be taken', async () => {
  answerWith(market(aSwap({ may_take: false })));
  await open();
  expect(await screen.findByText(/vous empêche de la prendre/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Je prends/ })).not.toBeInTheDocument();
});

it('offers one’s own duty no more, and does not take it', async () => {
  const sent = answerWith(market(aSwap({ may_take: false })));
  await open(aSession({ roles: ['professional'], professional_id: ANNE }));
  await userEvent.click(await screen.findByRole('button', { name: /Ne plus proposer/ }));
  await expect.poll(() => sent.some((one) => one.key.endsWith('/withdrawal'))).toBe(true);
});

it('lets the coordinator give it to somebody, and tells what became of the others', async () => {
  const taken = {
    swap_id: 's-2',
    status: 'accepted',
    accepted_by_name: 'Dr Paul Noir',
    given_on: SECOND,
  } as const;
  const sent = answerWith(
    market(aSwap({ may_take: false }), aSwap(taken), aSwap({ swap_id: 's-3', status: 'withdrawn' })),
  );
  const { container } = await open(aSession({ roles: ['secretary'] }));
  await screen.findByRole('option', { name: 'Dr Paul Noir' });
  await userEvent.selectOptions(screen.getByLabelText(/Attribuer la garde/), 'Dr Paul Noir');
  expect(sent.some((one) => one.key.endsWith('/acceptance'))).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: /^Attribuer/ }));
  await expect
    .poll(() => sent.find((one) => one.key.endsWith('/acceptance'))?.body)
    .toEqual({ professional_id: PAUL });
  expect(screen.getByText(/reprise par Dr Paul Noir, contre le sam\. 17 janv\./)).toBeVisible();
  expect(screen.getByText(/retirée/)).toBeVisible();
  await expectAccessible(container);
});
