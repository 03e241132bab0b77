import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { ThreadTab } from './thread-tab';

const ID = '0190a000-0000-7000-8000-00000000000a';
const PATH = `/api/referral/v1/referrals/${ID}/messages`;
const aMessage = (overrides = {}) => ({
  message_id: 'm-1',
  author_name: 'Paul Roy',
  is_mine: false,
  is_new: false,
  words: 'Je passe jeudi.',
  sent_at: '2026-11-20T09:00:00Z',
  read_by: [],
  ...overrides,
});

async function open() {
  const rendered = await renderScreen(<ThreadTab id={ID} />);
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir les échanges' }));
  return rendered;
}

it('reads nothing before a click, because what is new is logged', async () => {
  const sent = answerWith({});
  await renderScreen(<ThreadTab id={ID} />);
  expect(sent).toHaveLength(0);
});

it('says to whom it is not open, and calmly when it was erased', async () => {
  answerWith({ [`GET ${PATH}`]: { status: 410, body: { type: 'x/bulletin-erased' } } });
  await open();
  expect(await screen.findByText('Ce contenu a été effacé')).toBeVisible();
});

it('marks as read up to the newest message, once, and says who has read mine', async () => {
  const items = [
    aMessage({ is_mine: true, read_by: ['Dr Anne Martin'] }),
    aMessage({ message_id: 'm-2', is_new: true }),
  ];
  const sent = answerWith({
    [`GET ${PATH}`]: { body: { items } },
    [`POST ${PATH}/reading`]: { status: 204, body: undefined },
  });
  const { container } = await open();
  expect(await screen.findByText('Lu par Dr Anne Martin')).toBeVisible();
  expect(screen.getByText('Nouveau')).toBeVisible();
  await waitFor(() =>
    expect(sent.filter((one) => one.key.startsWith('POST')).map((one) => one.body)).toEqual([
      { up_to: 'm-2' },
    ]),
  );
  await expectAccessible(container);
});

it('sends what was written, then empties the field', async () => {
  const sent = answerWith({
    [`GET ${PATH}`]: { body: { items: [] } },
    [`POST ${PATH}`]: { status: 201, body: { message_id: 'm-1', sent_at: '2026-11-20T09:00:00Z' } },
  });
  await open();
  const field = await screen.findByLabelText(/Votre message/);
  expect(screen.getByRole('button', { name: 'Envoyer' })).toBeDisabled();
  await userEvent.type(field, 'Merci');
  await userEvent.click(screen.getByRole('button', { name: 'Envoyer' }));
  await waitFor(() => expect(field).toHaveValue(''));
  const posted = sent.find((one) => one.key === `POST ${PATH}`);
  expect(posted?.body).toEqual({ words: 'Merci' });
  expect(posted?.headers.get('Idempotency-Key')).toBeTruthy();
});
