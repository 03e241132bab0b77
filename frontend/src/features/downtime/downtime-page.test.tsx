import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { DowntimePage } from './downtime-page';

const PATH = 'POST /api/referral/v1/downtime-list';
const line = {
  case_number: '26-0412',
  status: 'searching',
  kind: 'medecin_traitant',
  priority_class: 2,
  phone: '01 99 00 11 22',
  through: null,
  target_at: '2026-11-30T08:00:00Z',
};

it('reads nobody before it is asked to, and warns before and on the paper', async () => {
  const sent = answerWith({
    [PATH]: { body: { printed_at: '2026-11-23T07:00:00Z', printed_by: 'Claire Lefèvre', items: [line] } },
  });
  const { container } = await renderScreen(<DowntimePage />);
  expect(sent).toHaveLength(0);
  expect(screen.queryByRole('button', { name: 'Imprimer' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Établir la liste' }));
  expect(await screen.findByRole('row', { name: /26-0412.*01\s99\s00\s11\s22/ })).toBeVisible();
  expect(screen.getByText(/Détruisez-la/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Imprimer' })).toBeVisible();
  await expectAccessible(container);
});

it('says why it is refused', async () => {
  answerWith({ [PATH]: { status: 403, body: { type: 'https://maillage.invalid/problems/role-refused' } } });
  await renderScreen(<DowntimePage />);
  await userEvent.click(screen.getByRole('button', { name: 'Établir la liste' }));
  expect(await screen.findByRole('alert')).toBeVisible();
});
