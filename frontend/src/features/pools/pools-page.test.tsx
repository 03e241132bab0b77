import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { thisMonth } from '@/lib/dates';
import { answerWith, aSession, renderScreen } from '@/test-render';
import { ALL, API, COMMUNES, ME, openPools } from './a-replacement';
import { PoolsPage } from './pools-page';
import { volunteersQuery } from './queries';

it('says so to whoever may not read it', async () => {
  const refusal = { status: 403, body: { type: 'x/role-refused' } };
  answerWith({ [`GET ${API}/replacements`]: refusal });
  await renderScreen(<PoolsPage search={ALL} onSearch={() => {}} />, {
    session: aSession({ roles: ['guest'] }),
  });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Publier un besoin' })).toBeNull();
});

it('asks for the rows that the badge of the home page counts', async () => {
  const chosen: string[] = [];
  const sent = answerWith({ ...COMMUNES, [`GET ${API}/replacements`]: { body: { items: [], next: null } } });
  await renderScreen(
    <PoolsPage search={{ liste: 'a-confirmer' }} onSearch={({ liste }) => chosen.push(liste)} />,
    {
      session: aSession({ roles: ['secretary'] }),
      cached: [[volunteersQuery(thisMonth()).queryKey, { items: [] }]],
    },
  );
  expect(await screen.findByText(/Aucun remplacement n’attend/)).toBeVisible();
  expect(sent.some((one) => one.query.get('worklist') === 'covers_to_confirm')).toBe(true);
  fireEvent.click(screen.getByRole('radio', { name: 'À pourvoir' }));
  expect(chosen).toEqual(['a-pourvoir']);
});

it('says when nobody seeks a locum and nobody volunteers', async () => {
  answerWith(COMMUNES);
  await openPools({ roles: ['secretary'] }, [], []);
  expect(screen.getByText(/Aucun cabinet ne cherche/)).toBeVisible();
  expect(screen.getByText(/Personne n’est encore/)).toBeVisible();
});

it('keeps when and where a professional volunteers', async () => {
  const path = `PUT ${API}/pool-volunteers/${ME}`;
  const sent = answerWith({ ...COMMUNES, [path]: { status: 204 } });
  await openPools({ roles: ['professional'], professional_id: ME }, [], []);
  expect(screen.getByRole('button', { name: 'Rejoindre la réserve' })).toBeDisabled();
  fireEvent.click(screen.getByRole('checkbox', { name: 'mardi' }));
  fireEvent.click(screen.getByRole('button', { name: 'Rejoindre la réserve' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toEqual({
      weekdays: [2],
      communes: [],
      least_hours: 0,
    }),
  );
});
