import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { colleaguesQuery } from '@/handover/queries';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { LeavesPage } from './leaves-page';
import { type Leave, leavesQuery } from './queries';

const aLeave = (overrides: Partial<Leave> = {}): Leave => ({
  leave_id: 'l1',
  account_id: 'a1',
  name: 'Carla Soin',
  replacement_account_id: 'a2',
  replacement_name: 'Dora Soin',
  starts_on: '2026-11-23',
  ends_on: '2026-11-30',
  announced_by_name: 'Carla Soin',
  started_at: '2026-11-23T08:00:00Z',
  ended_at: null,
  cases: 12,
  ...overrides,
});
const colleague = (account_id: string, name: string, role: string) => ({
  account_id,
  professional_id: null,
  name,
  roles: [role],
  seen_on: '2026-11-20',
});
const open = (...items: Leave[]) =>
  renderScreen(<LeavesPage />, {
    session: aSession({ roles: ['care_coordinator'] }),
    cached: [
      [leavesQuery.queryKey, { items }],
      [
        colleaguesQuery.queryKey,
        {
          items: [
            colleague('a1', 'Carla Soin', 'care_coordinator'),
            colleague('a2', 'Dora Soin', 'care_coordinator'),
            colleague('a3', 'Mairie', 'guest'),
          ],
        },
      ],
    ],
  });

it('offers nobody but coordinators, and sends the days', async () => {
  const sent = answerWith({ 'POST /api/referral/v1/leaves': { status: 201, body: aLeave() } });
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Annoncer une absence' }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  expect(within(dialog).queryByRole('option', { name: 'Mairie' })).toBeNull();
  fireEvent.change(within(dialog).getByLabelText('Qui est absente'), { target: { value: 'a1' } });
  fireEvent.change(within(dialog).getByLabelText('Remplaçante'), { target: { value: 'a2' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Annoncer l’absence' }));
  await waitFor(() =>
    expect(sent[0]?.body).toMatchObject({ account_id: 'a1', replacement_account_id: 'a2' }),
  );
});

it('gives the cases back in one click', async () => {
  const sent = answerWith({ 'POST /api/referral/v1/leaves/l1/return': { body: aLeave() } });
  const { container } = await open(aLeave());
  expect(screen.getByText(/12 demandes confiées/)).toBeVisible();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /Rendre les demandes/ }));
  await waitFor(() => expect(sent[0]?.key).toBe('POST /api/referral/v1/leaves/l1/return'));
});
