import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible } from '@/test-render';
import { API, aPlan, aRow, openPlan, serving } from './test-plan';

const home = (together: boolean) => ({ household_id: 'h-1', persons: 2, together });
const couple = (together: boolean) => [
  aRow({ household: home(together) }),
  aRow({ row_id: 'row-2', referral_id: 'r-2', case_number: '26-0413', household: home(together) }),
  aRow({ row_id: 'row-3', referral_id: 'r-3', case_number: '26-0500' }),
];

it('shows a household under one heading, and takes all of it out at once', async () => {
  const sent = answerWith({
    ...serving(aPlan(), couple(true)),
    [`PUT ${API}/plans/plan-1/rows/row-1`]: { body: aRow({ state: 'taken_out', etag: '"2"' }) },
  });
  const { container } = await openPlan();
  expect(await screen.findByRole('rowheader', { name: 'Foyer de 2 personnes, ensemble' })).toBeVisible();
  expect(screen.getAllByRole('button', { name: /^Retirer/ })).toHaveLength(2);
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /Retirer tous.*26-0412/ }));
  await waitFor(() => expect(sent.find((one) => one.key.startsWith('PUT'))?.body.alone).toBe(false));
});

it('separates one person of a household only by an act that says so', async () => {
  const other = { professional_id: 'd-2', name: 'Dr Paul Noir', distance_band: '5_to_10' };
  const sent = answerWith({
    ...serving(aPlan(), couple(true)),
    [`GET ${API}/referrals/r-2/candidates`]: { body: { rings_km: [5], candidates: [other] } },
    [`PUT ${API}/plans/plan-1/rows/row-2`]: { body: aRow({ professional_id: 'd-2' }) },
  });
  await openPlan();
  fireEvent.click(await screen.findByRole('button', { name: /Séparer.*26-0413/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Séparer 26-0413 de son foyer' });
  fireEvent.click(await within(dialog).findByRole('radio', { name: /Dr Paul Noir/ }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Solliciter Dr Paul Noir' }));
  await waitFor(() => expect(sent.find((one) => one.key.startsWith('PUT'))?.body.alone).toBe(true));
});

it('offers to unite a household that the plan has split', async () => {
  answerWith(serving(aPlan(), couple(false)));
  await openPlan();
  expect(await screen.findByRole('rowheader', { name: 'Foyer de 2 personnes, séparé' })).toBeVisible();
  expect(screen.getByRole('button', { name: /Réunir.*26-0412/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /Changer.*26-0413/ })).toBeVisible();
});
