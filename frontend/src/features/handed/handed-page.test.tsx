import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { type HandedToMe, handedQuery } from '@/handover/queries';
import { aHandover } from '@/test-build';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { HandedPage } from './handed-page';

const ID = '0190a000-0000-7000-8000-00000000000a';
const handed = (overrides: Partial<HandedToMe> = {}): HandedToMe => ({
  ...aHandover(),
  referral_id: ID,
  case_number: '26-0412',
  kind: 'care',
  need_codes: ['nursing'],
  follows: false,
  ...overrides,
});
const open = (...items: HandedToMe[]) =>
  renderScreen(<HandedPage />, {
    session: aSession({ roles: ['guest'] }),
    cached: [[handedQuery.queryKey, { items }]],
  });

it('says that nothing was handed over', async () => {
  await open();
  expect(screen.getByText('Aucun relais ne vous est confié.')).toBeVisible();
});

it('gives a guest no way to the case, and reads nothing before it is asked', async () => {
  const sent = answerWith({});
  const { container } = await open(handed());
  expect(screen.queryByRole('link', { name: /Ouvrir la demande/ })).toBeNull();
  expect(screen.getByText('Transmis : Bulletin social')).toBeVisible();
  expect(sent).toEqual([]);
  await expectAccessible(container);
});

it('lets a colleague open the case', async () => {
  await open(handed({ follows: true }));
  expect(screen.getByRole('link', { name: /Ouvrir la demande/ })).toHaveAttribute('href', `/demandes/${ID}`);
});

it('accepts in one click', async () => {
  const sent = answerWith({ 'POST /api/referral/v1/handovers/h1/answer': { body: aHandover() } });
  await open(handed());
  fireEvent.click(screen.getByRole('button', { name: /^Accepter/ }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ answer: 'accepted' }));
});
