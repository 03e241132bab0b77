import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import MySessions, { deviceName } from './my-sessions';

const LIST = 'GET /api/accounts/v1/sessions';
const here = {
  session_id: 's1',
  device: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
  method: 'oidc:psc',
  created_at: '2026-11-22T08:00:00Z',
  last_seen_at: '2026-11-22T09:00:00Z',
  is_this_one: true,
};
const phone = {
  ...here,
  session_id: 's2',
  device: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
  is_this_one: false,
};

it.each([
  [here.device, 'Firefox, Windows'],
  [phone.device, 'Chrome, Android'],
  ['Mozilla/5.0 (iPhone) AppleWebKit/605 Version/18 Safari/604', 'Safari, iPhone'],
  ['curl/8', 'curl/8'],
  ['', ''],
])('names a device by its browser and system: %s', (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});

it('says that the list could not be read, and lets it be read again', async () => {
  answerWith({ [LIST]: { status: 503, body: {} } });
  await renderScreen(<MySessions onClose={vi.fn()} />);
  expect(await screen.findByRole('button', { name: /Réessayer/ })).toBeVisible();
});

it('ends another session, and never offers to end the one that asks', async () => {
  const sent = answerWith({
    [LIST]: { body: { items: [here, phone] } },
    'DELETE /api/accounts/v1/sessions/s2': { status: 204 },
  });
  await renderScreen(<MySessions onClose={vi.fn()} />);
  const [end, ...others] = await screen.findAllByRole('button', { name: /^Fermer cette session/ });
  expect(others).toHaveLength(0);
  await expectAccessible(document.body);
  if (!end) throw new Error('no button');
  fireEvent.click(end);
  await waitFor(() => expect(sent.some((one) => one.key.endsWith('/s2'))).toBe(true));
});
