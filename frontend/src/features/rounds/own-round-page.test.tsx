import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { OwnRoundPage } from './own-round-page';
import { ownRoundQuery, volunteersQuery } from './queries';
import { placed } from './test-rounds';

const ME = '0190a000-0000-7000-8000-0000000000d1';
const API = '/api/scheduling/v1';
const DAY = '2026-11-20';
const OTHERS = {
  'POST /api/referral/v1/names': {
    body: { erased: [], names: [{ referral_id: 'r2', given_name: 'Ida', family_name: 'Roux' }] },
  },
  'GET /api/directory/v1/communes': { body: { items: [] } },
};

const open = (visits = [placed({ day: DAY, status: 'told' })]) =>
  renderScreen(<OwnRoundPage search={{ jour: DAY }} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['professional'], professional_id: ME }),
    cached: [
      [ownRoundQuery(DAY).queryKey, { day: DAY, visits, travel_minutes: 5, next_day: null }],
      [volunteersQuery.queryKey, { items: [] }],
    ],
  });

it('says so to whoever has no round of his own, and when nothing was published', async () => {
  answerWith({
    ...OTHERS,
    [`GET ${API}/rounds/${DAY}/own`]: { status: 403, body: { type: 'x/role-refused' } },
  });
  const refused = await renderScreen(<OwnRoundPage search={{ jour: DAY }} onSearch={vi.fn()} />);
  expect(await screen.findByText('Accès refusé')).toBeVisible();
  refused.unmount();
  await open([]);
  expect(screen.getByText('Aucune visite publiée pour vous ce jour-là.')).toBeVisible();
});

it('leads to the next day that has a visit', async () => {
  answerWith(OTHERS);
  const onSearch = vi.fn();
  await renderScreen(<OwnRoundPage search={{ jour: DAY }} onSearch={onSearch} />, {
    session: aSession({ roles: ['professional'] }),
    cached: [
      [ownRoundQuery(DAY).queryKey, { day: DAY, visits: [], travel_minutes: 0, next_day: '2026-11-23' }],
    ],
  });
  fireEvent.click(screen.getByRole('button', { name: /^Prochaine tournée.: lundi 23 novembre$/ }));
  expect(onSearch).toHaveBeenCalledWith({ jour: '2026-11-23' });
});

it('reads the address on a tap alone, and says who gives it where it is closed', async () => {
  const path = 'GET /api/referral/v1/referrals/r2/care-bulletin';
  const sent = answerWith({ ...OTHERS, [path]: { status: 403, body: { type: 'x/no-ground' } } });
  const { container } = await open();
  const visit = await screen.findByRole('region', { name: 'Ida Roux' });
  await expectAccessible(container);
  expect(sent.some((one) => one.key === path)).toBe(false);
  fireEvent.click(within(visit).getByRole('button', { name: /^Voir l’adresse/ }));
  expect(await within(visit).findByRole('status')).toBeVisible();
  expect(sent.some((one) => one.key === path)).toBe(true);
});

it('says at the door how it went', async () => {
  const path = `POST ${API}/round-visits/v2/outcome`;
  const sent = answerWith({ ...OTHERS, [path]: { body: placed({ status: 'not_found' }) } });
  await open();
  fireEvent.click(screen.getByRole('button', { name: /^Absent/ }));
  await waitFor(() => expect(sent.find((one) => one.key === path)?.body).toEqual({ outcome: 'not_found' }));
});

it('hands a visit back once that was confirmed', async () => {
  const path = `DELETE ${API}/round-visits/v2/appointment`;
  const sent = answerWith({ ...OTHERS, [path]: { status: 204 } });
  await open();
  fireEvent.click(screen.getByRole('button', { name: /^Je ne peux pas/ }));
  expect(sent.some((one) => one.key === path)).toBe(false);
  fireEvent.click(await screen.findByRole('button', { name: 'Rendre cette visite' }));
  await waitFor(() => expect(sent.some((one) => one.key === path)).toBe(true));
});

it('keeps where, when and for what a nurse volunteers', async () => {
  const path = `PUT ${API}/round-volunteers/${ME}`;
  const sent = answerWith({ ...OTHERS, [path]: { status: 204 } });
  await open([]);
  expect(screen.getByRole('button', { name: 'Me porter volontaire' })).toBeDisabled();
  fireEvent.click(screen.getByRole('button', { name: 'Ajouter une plage' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Pansement' }));
  fireEvent.click(screen.getByRole('button', { name: 'Me porter volontaire' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toEqual({
      hours: [{ weekday: 1, from_time: '08:00', to_time: '12:00', most: 6 }],
      communes: [],
      skills: ['dressing'],
    }),
  );
});
