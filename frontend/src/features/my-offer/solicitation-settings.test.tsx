import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { SolicitationSettingsForm } from './solicitation-settings';

const PATH = '/api/referral/v1/professionals/p-1/solicitation-settings';
const settings = {
  professional_id: 'p-1',
  weekly_cap: 3,
  weekly_cap_is_default: true,
  paused_until: null as string | null,
  places_left: null,
  places_reserved: 1,
  asked_this_week: 2,
  declined_kinds: [] as string[],
  delegates_may_answer: false,
  etag: '"4"',
};
const session = aSession({ roles: ['professional'], professional_id: 'p-1' });
const open = () => renderScreen(<SolicitationSettingsForm id="p-1" />, { session });

it('does not let a delegate give himself the right to answer', async () => {
  answerWith({ [`GET ${PATH}`]: { body: settings } });
  await renderScreen(<SolicitationSettingsForm id="p-1" />, {
    session: aSession({ roles: ['delegate'], professional_id: 'p-1' }),
  });
  await screen.findByLabelText('En pause jusqu’au');
  expect(screen.queryByRole('switch', { name: /peut répondre à ma place/ })).toBeNull();
});

it('saves cap, pause, places and kinds together, on the version that was read', async () => {
  const sent = answerWith({
    [`GET ${PATH}`]: { body: settings },
    [`PUT ${PATH}`]: { body: { ...settings, etag: '"5"' } },
  });
  const { container } = await open();
  fireEvent.change(await screen.findByLabelText('En pause jusqu’au'), { target: { value: '2027-01-04' } });
  await userEvent.type(screen.getByLabelText('Places libres en ce moment'), '6');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Soins dentaires' }));
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer mes souhaits' }));
  const put = await waitFor(() => {
    const found = sent.find((one) => one.key.startsWith('PUT'));
    if (!found) throw new Error('not sent yet');
    return found;
  });
  expect(put.headers.get('If-Match')).toBe('"4"');
  expect(put.body).toEqual({
    weekly_cap: null, // left at that of the CPTS
    places_left: 6,
    paused_until: '2027-01-04T23:00:00.000Z', // midnight in Paris after the last day
    declined_kinds: ['dental'],
    delegates_may_answer: false,
  });
});

it('writes over nobody: after a clash it shows the newer wishes before anything is sent again', async () => {
  let present = settings;
  answerWith({
    [`GET ${PATH}`]: () => ({ body: present }),
    [`PUT ${PATH}`]: {
      status: 412,
      body: { type: 'https://maillage.invalid/problems/precondition-failed', status: 412 },
    },
  });
  await open();
  await userEvent.type(await screen.findByLabelText('Places libres en ce moment'), '6');
  present = { ...settings, paused_until: '2027-01-04T23:00:00Z', etag: '"9"' };
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer mes souhaits' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Relire les souhaits à jour' }));
  await waitFor(() => expect(screen.getByLabelText('En pause jusqu’au')).toHaveValue('2027-01-04'));
  expect(screen.getByRole('button', { name: 'Enregistrer mes souhaits' })).toBeDisabled();
});
