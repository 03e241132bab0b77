import { Notifications } from '@mantine/notifications';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { timelineQuery } from '@/referral/queries';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { VisitsToTell } from './visits-to-tell';

const OF = '/api/referral/v1/referrals/r-1';
const TELL = `POST ${OF}/appointments/a-1/telling`;
const TAKE_BACK = `POST ${OF}/tellings/c-1/taking-back`;
const left = {
  appointment_id: 'a-1',
  starts_at: '2026-11-23T08:30:00Z',
  professional_name: 'Dr Anne Martin',
  way: 'mail',
  what: 'cancelled',
  since: '2026-11-20T08:30:00Z',
};

const line = { id: 't', at: '2026-11-20T09:00:00Z', by_name: '', details: {} };
const returned = { ...line, code: 'confirmation_failed_mail' };
interface Told {
  status?: number;
  body: unknown;
}

async function open(toTell: unknown[], told: Told = { body: { telling_id: 'c-1' } }, items = [returned]) {
  const sent = answerWith({
    [`GET ${OF}/confirmations`]: { body: { items: [], to_tell: toTell } },
    [TELL]: told,
    [TAKE_BACK]: { body: { telling_id: 'c-1' } },
  });
  const { container } = await renderScreen(
    <>
      <Notifications />
      <VisitsToTell referralId="r-1" />
    </>,
    { cached: [[timelineQuery('r-1').queryKey, { items }]] },
  );
  return { sent, container };
}

it('says why when somebody else called first', async () => {
  const refused = { type: 'https://maillage.invalid/problems/nothing-left-to-tell', title: 'x', status: 409 };
  await open([left], { status: 409, body: refused });
  await userEvent.click(await screen.findByRole('button', { name: /Dit par téléphone/ }));
  expect(await screen.findByText(/n’est plus à prévenir/)).toBeVisible();
});

it('notes that the person was called, and takes a wrong tap back', async () => {
  const { sent, container } = await open([left]);
  expect(
    await screen.findByText(/Rendez-vous annulé.*Dr Anne Martin.*courriel n’est pas arrivé/),
  ).toBeVisible();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: /Dit par téléphone/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
  await waitFor(() => expect(sent.map((one) => one.key)).toEqual(expect.arrayContaining([TELL, TAKE_BACK])));
});

it('shows nothing when nobody is to be told', async () => {
  const { sent } = await open([]);
  await waitFor(() => expect(sent.map((one) => one.key)).toContain(`GET ${OF}/confirmations`));
  expect(screen.queryByText(/À prévenir autrement/)).toBeNull();
});

it('asks nothing of a request of which everything arrived', async () => {
  const { sent } = await open([left], undefined, [{ ...line, code: 'confirmation_mail' }]);
  expect(sent).toEqual([]);
});
