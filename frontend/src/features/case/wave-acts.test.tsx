import { Notifications } from '@mantine/notifications';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { WavesList } from './waves-list';

const ID = 'r1';
const PATH = `/api/referral/v1/referrals/${ID}`;
const wave = (changed = {}) => ({
  wave_id: 'w1',
  number: 1,
  ring_km: 5,
  rule_version: '1',
  by_hand: false,
  by_phone: false,
  asked_at: '2026-11-23T09:00:00Z',
  answer_by: '2026-11-25T09:00:00Z',
  asked_by_name: 'Claire Lefèvre',
  state: 'running',
  solicitations: [],
  ...changed,
});
/** With the corner in which refusals and thanks are said. */
function Shown() {
  return (
    <>
      <Notifications />
      <WavesList id={ID} />
    </>
  );
}
const waves = (...items: object[]) => ({
  [`GET ${PATH}/solicitations`]: { body: { items, next_wave_due: false } },
});

it('offers no act on a wave that ended, and no reminder or ring on a call', async () => {
  answerWith(waves(wave({ wave_id: 'w2', by_phone: true }), wave({ state: 'ended' })));
  await renderScreen(<Shown />);
  expect(await screen.findAllByRole('button', { name: 'Arrêter la vague…' })).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Relancer maintenant' })).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Élargir maintenant…' })).not.toBeInTheDocument();
});

it('says in words why nobody is reminded or asked further away', async () => {
  answerWith({
    ...waves(wave()),
    [`POST ${PATH}/waves/w1/reminder`]: { status: 409, body: { type: 'x/nobody-to-remind' } },
    [`POST ${PATH}/waves/widening`]: { status: 409, body: { type: 'x/nobody-wider' } },
  });
  await renderScreen(<Shown />);
  await userEvent.click(await screen.findByRole('button', { name: 'Relancer maintenant' }));
  expect(await screen.findByText(/Personne n’est à relancer/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Élargir maintenant…' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Solliciter le rayon suivant' }));
  expect(await screen.findByText(/dans un rayon plus large/)).toBeVisible();
});

it('stops a wave only once it is confirmed', async () => {
  const sent = answerWith({ ...waves(wave()), [`POST ${PATH}/waves/w1/stop`]: { body: wave() } });
  const { container } = await renderScreen(<Shown />);
  await userEvent.click(await screen.findByRole('button', { name: 'Arrêter la vague…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Arrêter cette vague' });
  expect(sent.filter((one) => one.key.endsWith('/stop'))).toHaveLength(0);
  await expectAccessible(container);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Arrêter la vague' }));
  expect(await screen.findByText('Vague arrêtée.')).toBeVisible();
  expect(sent.filter((one) => one.key.endsWith('/stop'))).toHaveLength(1);
});
