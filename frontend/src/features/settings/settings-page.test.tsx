import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { SettingsPage } from './settings-page';

const CLOSURES = 'POST /api/directory/v1/cpts/current/closures';
const RULES = 'PUT /api/scheduling/v1/rules';
const closure = { closure_id: 'c1', starts_on: '2026-12-24', ends_on: '2026-12-31', label: 'Noël' };
const cpts = { version: 3, coordination_phone: '0199000040', closures: [closure] };
const rules = {
  version: 2,
  horizon_weeks: 12,
  hold_minutes: 10,
  afternoon_from: '13:00',
  school_zone: null,
  school_holidays_until: null,
  travel_kmh: 40,
  detour_percent: 130,
  least_travel_minutes: 5,
};
const cached: [readonly unknown[], unknown][] = [
  [['directory', 'cpts'], cpts],
  [['scheduling', 'rules'], rules],
];
const director = aSession({ roles: ['director'] });

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

it('shows the secretary no rules of the agenda, and asks for none', async () => {
  const sent = answerWith({});
  await renderScreen(<SettingsPage />, {
    session: aSession({ roles: ['secretary'] }),
    cached: cached.slice(0, 1),
  });
  expect(screen.getByRole('region', { name: 'Fermetures de la coordination' })).toBeVisible();
  expect(screen.queryByLabelText('Durée d’une pose de créneau (minutes)')).not.toBeInTheDocument();
  expect(sent.map((one) => one.key)).not.toContain('GET /api/scheduling/v1/rules');
});

it('announces no closure without a name or that ends before it begins', async () => {
  const sent = answerWith({});
  await renderScreen(<SettingsPage />, { session: director, cached });
  type('Du', '2026-12-24');
  type('Au (inclus)', '2026-12-20');
  fireEvent.click(screen.getByRole('button', { name: 'Annoncer cette fermeture' }));
  expect(await screen.findByText('Saisissez un intitulé')).toBeVisible();
  expect(screen.getByText(/la fin après le début/)).toBeVisible();
  expect(sent.filter((one) => one.key === CLOSURES)).toHaveLength(0);
});

it('announces a closure, and empties the form for the next one', async () => {
  const sent = answerWith({ [CLOSURES]: { status: 201, body: closure } });
  const { container } = await renderScreen(<SettingsPage />, { session: director, cached });
  await expectAccessible(container);
  type('Intitulé', 'Pont de mai');
  type('Du', '2027-05-07');
  type('Au (inclus)', '2027-05-08');
  fireEvent.click(screen.getByRole('button', { name: 'Annoncer cette fermeture' }));
  await waitFor(() => expect(screen.getByLabelText('Intitulé')).toHaveValue(''));
  expect(sent.find((one) => one.key === CLOSURES)?.body).toEqual({
    label: 'Pont de mai',
    starts_on: '2027-05-07',
    ends_on: '2027-05-08',
  });
});

it('takes a closure back by its name', async () => {
  const sent = answerWith({ 'DELETE /api/directory/v1/cpts/current/closures/c1': { status: 204 } });
  await renderScreen(<SettingsPage />, { session: director, cached });
  fireEvent.click(screen.getByRole('button', { name: /Retirer la fermeture .*Noël/ }));
  await waitFor(() => expect(sent.some((one) => one.key.startsWith('DELETE'))).toBe(true));
});

it('saves the rules of the agenda on the version that was read, within their bounds', async () => {
  const sent = answerWith({ [RULES]: { body: { ...rules, hold_minutes: 15, version: 3 } } });
  await renderScreen(<SettingsPage />, { session: director, cached });
  type('Durée d’une pose de créneau (minutes)', '90');
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer ces règles' }));
  expect(await screen.findByText('De 1 à 60')).toBeVisible();
  type('Durée d’une pose de créneau (minutes)', '15');
  type('Zone des vacances scolaires', 'A');
  type('Tournées : vitesse moyenne (km/h)', '50');
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer ces règles' }));
  await waitFor(() => expect(sent.some((one) => one.key === RULES)).toBe(true));
  const one = sent.find((each) => each.key === RULES);
  expect(one?.headers.get('If-Match')).toBe('"2"');
  expect(one?.body).toEqual({
    horizon_weeks: 12,
    hold_minutes: 15,
    afternoon_from: '13:00',
    school_zone: 'A',
    travel_kmh: 50,
    detour_percent: 130,
    least_travel_minutes: 5,
  });
});

it('says why the rules could not be saved', async () => {
  answerWith({ [RULES]: { status: 412, body: {} } });
  await renderScreen(<SettingsPage />, { session: director, cached });
  type('L’après-midi commence à', '14:00');
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer ces règles' }));
  expect(await screen.findByText(/modifié cette fiche entre-temps/)).toBeVisible();
});
