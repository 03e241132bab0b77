import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Cover } from '@/agendas/covers';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { PoolsPage } from './pools-page';
import { coversQuery, type Volunteer, volunteersQuery } from './queries';

const ME = '0190a000-0000-7000-8000-0000000000d1';
const API = '/api/scheduling/v1';

const aCover = (overrides: Partial<Cover> = {}): Cover => ({
  cover_id: 'c1',
  professional_id: '0190a000-0000-7000-8000-0000000000d2',
  professional_name: 'Dr Anne Roux',
  team_id: null,
  team_label: null,
  profession_code: '10',
  place_id: 'p1',
  place_label: 'Cabinet du Port',
  commune_code: '97001',
  commune_name: 'Valbrune',
  day: '2026-11-24',
  from_time: '09:00',
  to_time: '12:00',
  slot_minutes: 15,
  has_line: true,
  reason_code: null,
  is_mine: false,
  appointments_staying: 0,
  modalities: ['AMB'],
  audience: ['cpts'],
  is_parallel: false,
  starts_at: '2026-11-24T08:00:00Z',
  ends_at: '2026-11-24T11:00:00Z',
  status: 'open',
  locum_id: null,
  locum_name: null,
  opening_id: null,
  suits_me: true,
  may: ['claim'],
  ...overrides,
});

const aVolunteer: Volunteer = {
  professional_id: ME,
  name: 'Dr Jean Martin',
  profession_code: '10',
  communes: ['97001'],
  weekdays: [2],
  least_hours: 10,
  month: '2026-11-01',
  confirmed_hours: 3,
  is_under_least: true,
};

const ALL = { liste: 'toutes' } as const;
const COMMUNES = { 'GET /api/directory/v1/communes': { body: { items: [] } } };

function open(session: Parameters<typeof aSession>[0] & object, covers: Cover[], volunteers = [aVolunteer]) {
  return renderScreen(<PoolsPage search={ALL} onSearch={() => {}} />, {
    session: aSession(session),
    cached: [
      [coversQuery(ALL).queryKey, { pages: [{ items: covers, next: null }], pageParams: [undefined] }],
      [volunteersQuery.queryKey, { items: volunteers }],
    ],
  });
}

it('says so to whoever may not read it', async () => {
  const refusal = { status: 403, body: { type: 'x/role-refused' } };
  answerWith({ [`GET ${API}/covers`]: refusal });
  await renderScreen(<PoolsPage search={ALL} onSearch={() => {}} />, {
    session: aSession({ roles: ['guest'] }),
  });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Publier un besoin' })).toBeNull();
});

it('asks for the rows that the badge of the home page counts', async () => {
  const chosen: string[] = [];
  const sent = answerWith({ ...COMMUNES, [`GET ${API}/covers`]: { body: { items: [], next: null } } });
  await renderScreen(
    <PoolsPage search={{ liste: 'a-confirmer' }} onSearch={({ liste }) => chosen.push(liste)} />,
    { session: aSession({ roles: ['secretary'] }), cached: [[volunteersQuery.queryKey, { items: [] }]] },
  );
  expect(await screen.findByText(/Aucun remplacement n’attend/)).toBeVisible();
  expect(sent.some((one) => one.query.get('worklist') === 'covers_to_confirm')).toBe(true);
  fireEvent.click(screen.getByRole('radio', { name: 'À pourvoir' }));
  expect(chosen).toEqual(['a-pourvoir']);
});

it('says when nobody seeks a locum and nobody volunteers', async () => {
  answerWith(COMMUNES);
  await open({ roles: ['secretary'] }, [], []);
  expect(screen.getByText(/Aucun cabinet ne cherche/)).toBeVisible();
  expect(screen.getByText(/Personne n’est encore/)).toBeVisible();
});

it('lets a volunteer take hours, and says whose activity is short', async () => {
  const path = `PUT ${API}/covers/c1/claim`;
  const sent = answerWith({ ...COMMUNES, [path]: { body: aCover({ status: 'claimed' }) } });
  const { container } = await open({ roles: ['professional'], professional_id: ME }, [aCover()]);
  const card = screen.getByRole('region', { name: /24 novembre.*Dr Anne Roux/ });
  expect(card).toHaveTextContent('Mes jours, mon secteur');
  expect(screen.getByText('Activité insuffisante')).toBeVisible();
  await expectAccessible(container);
  fireEvent.click(within(card).getByRole('button', { name: /Je prends/ }));
  await waitFor(() => expect(sent.some((one) => one.key === path)).toBe(true));
});

it('lets the practice confirm whom it has, and take it back', async () => {
  const path = `PUT ${API}/covers/c1/confirmation`;
  const sent = answerWith({ ...COMMUNES, [path]: { body: aCover() } });
  await open({ roles: ['care_coordinator'] }, [
    aCover({ status: 'claimed', locum_name: 'Dr Jean Martin', may: ['confirm', 'release', 'withdraw'] }),
  ]);
  expect(screen.getByText(/Remplaçant.*Dr Jean Martin/)).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: /^Confirmer/ }));
  await waitFor(() => expect(sent.some((one) => one.key === path)).toBe(true));
});

it('says what stays in the agenda of whom it replaces before it is confirmed', async () => {
  const path = `PUT ${API}/covers/c1/confirmation`;
  const sent = answerWith({ ...COMMUNES, [path]: { body: aCover() } });
  await open({ roles: ['care_coordinator'] }, [
    aCover({ status: 'claimed', locum_name: 'Dr Jean Martin', may: ['confirm'], appointments_staying: 2 }),
  ]);
  fireEvent.click(screen.getByRole('button', { name: /^Confirmer/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('2 rendez-vous restent à l’agenda du titulaire');
  await expectAccessible(dialog);
  expect(sent.some((one) => one.key === path)).toBe(false);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Confirmer' }));
  await waitFor(() => expect(sent.some((one) => one.key === path)).toBe(true));
});

it.each([
  [false, 1],
  [true, 0],
])('counts the appointments that stay before it publishes (in parallel: %s)', async (isParallel, said) => {
  answerWith({
    ...COMMUNES,
    [`GET /api/directory/v1/professionals/${ME}`]: { body: { places: [] } },
    [`GET ${API}/covers/appointments-staying`]: { body: { count: 2 } },
  });
  await open({ roles: ['professional'], professional_id: ME }, []);
  fireEvent.click(screen.getByRole('button', { name: 'Publier un besoin' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('2 rendez-vous restent à votre agenda sur ce créneau.');
  if (isParallel)
    fireEvent.click(within(dialog).getByRole('checkbox', { name: 'En parallèle du titulaire' }));
  expect(within(dialog).queryAllByText(/restent à votre agenda/)).toHaveLength(said);
});

it('asks for a place before it publishes', async () => {
  const sent = answerWith({
    ...COMMUNES,
    [`GET /api/directory/v1/professionals/${ME}`]: { body: { places: [] } },
  });
  await open({ roles: ['professional'], professional_id: ME }, []);
  fireEvent.click(screen.getByRole('button', { name: 'Publier un besoin' }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Publier' }));
  expect(await within(dialog).findByText('Choisissez le lieu.')).toBeVisible();
  expect(sent.some((one) => one.key.startsWith('POST'))).toBe(false);
});

it('keeps when and where a professional volunteers', async () => {
  const path = `PUT ${API}/pool-volunteers/${ME}`;
  const sent = answerWith({ ...COMMUNES, [path]: { status: 204 } });
  await open({ roles: ['professional'], professional_id: ME }, [], []);
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
