import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { TriagePage } from './triage-page';

it('lists those that wait as the agenda orders them, and says so when nobody does', async () => {
  const row = {
    profession_code: null,
    modality: null,
    due_at: null,
    opened_at: null,
    pool_asked_at: null,
    sorting_due_at: null,
  };
  const rows = [
    {
      ...row,
      referral_id: 'r-1',
      status: 'red_flag',
      triage_class: null,
      stated_at: '2026-11-19T13:47:00Z',
      opened_at: '2026-11-23T08:00:00Z',
    },
    {
      ...row,
      referral_id: 'r-2',
      status: null,
      triage_class: null,
      stated_at: '2026-01-05T08:05:00Z',
      sorting_due_at: '2026-01-05T14:05:00Z',
    },
    {
      ...row,
      referral_id: 'r-3',
      status: null,
      triage_class: null,
      stated_at: '2026-01-05T08:05:00Z',
      sorting_due_at: '2100-01-05T14:05:00Z',
    },
  ];
  answerWith({
    'GET /api/scheduling/v1/triages': { body: { items: rows, next: null } },
    'GET /api/referral/v1/referrals': {
      body: { items: [{ referral_id: 'r-1', case_number: '26-0412' }], next: null },
    },
  });
  const { container, unmount } = await renderScreen(<TriagePage search={{}} />);
  expect(await screen.findByRole('link', { name: /Reprendre.*26-0412/ })).toBeVisible();
  expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual([
    // Since it was stated, not since somebody began to sort it.
    expect.stringMatching(/Signe d’alerte.*reçue jeu\. 19 nov\., 14\sh\s47/),
    // Nobody sorted it in the shortest time that it may come under.
    expect.stringMatching(/À trier.*Tri attendu depuis le lundi 5 janvier, 9\sh\s05/),
    expect.not.stringContaining('Tri attendu'),
  ]);
  await expectAccessible(container);
  unmount();
  answerWith({ 'GET /api/scheduling/v1/triages': { body: { items: [], next: null } } });
  await renderScreen(<TriagePage search={{}} />);
  expect(await screen.findByText(/n’attend/)).toBeVisible();
});
