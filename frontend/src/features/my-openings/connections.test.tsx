import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { Connections } from './connections';

const CALENDARS = '/api/scheduling/v1/outside-calendars';
const FEED = '/api/scheduling/v1/professionals/p-1/calendar-feed';
const calendar = {
  calendar_id: 'c-1',
  professional_id: 'p-1',
  label: 'Agenda personnel',
  host: 'agenda.exemple.fr',
  state: 'read',
  problem: null,
  added_at: '2026-11-20T08:00:00Z',
  read_at: '2026-11-23T08:00:00Z',
  next_at: '2026-11-23T08:15:00Z',
  known_until: '2027-11-24T08:00:00Z',
  conflicts: [],
};
const reading = {
  [`GET ${CALENDARS}`]: { body: { items: [calendar] } },
  [`GET ${FEED}`]: { body: { made_at: null } },
};

it('refuses an address that is none before it is sent, and sends a good one', async () => {
  const sent = answerWith({
    ...reading,
    [`GET ${CALENDARS}`]: { body: { items: [] } },
    [`POST ${CALENDARS}`]: { status: 201, body: { ...calendar, state: 'waiting' } },
  });
  await renderScreen(<Connections professionalId="p-1" />);
  expect(await screen.findByText('Aucun agenda extérieur.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Ajouter un agenda' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Adresse iCalendar'), 'http://agenda.exemple.fr');
  await userEvent.click(dialog.getByRole('button', { name: 'Ajouter l’agenda' }));
  expect(await dialog.findByText('L’adresse commence par https:// ou webcal://.')).toBeVisible();
  expect(dialog.getByText('Donnez un nom à cet agenda.')).toBeVisible();
  await expectAccessible(document.body);
  await userEvent.type(dialog.getByLabelText('Nom de l’agenda'), 'Agenda personnel');
  await userEvent.clear(dialog.getByLabelText('Adresse iCalendar'));
  await userEvent.type(dialog.getByLabelText('Adresse iCalendar'), 'webcal://agenda.exemple.fr/a.ics');
  await userEvent.click(dialog.getByRole('button', { name: 'Ajouter l’agenda' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === `POST ${CALENDARS}`)?.body).toEqual({
      professional_id: 'p-1',
      label: 'Agenda personnel',
      url: 'webcal://agenda.exemple.fr/a.ics',
    }),
  );
});

it('tells in words why a calendar is not read, and who is booked while its owner is busy elsewhere', async () => {
  const failing = {
    ...calendar,
    state: 'failing',
    problem: 'not_found',
    conflicts: [
      { appointment_id: 'a-1', starts_at: '2026-11-24T08:15:00Z', ends_at: '2026-11-24T08:30:00Z' },
    ],
  };
  answerWith({ ...reading, [`GET ${CALENDARS}`]: { body: { items: [failing] } } });
  const { container } = await renderScreen(<Connections professionalId="p-1" />);
  expect(await screen.findByText(/L’agenda n’existe plus à cette adresse\./)).toBeVisible();
  expect(screen.getByText('1 rendez-vous pris pendant une heure occupée ailleurs')).toBeVisible();
  expect(screen.getByRole('listitem')).toHaveTextContent('de 9 h 15 à 9 h 30');
  await expectAccessible(container);
});

it('removes a calendar once that is confirmed', async () => {
  const sent = answerWith({ ...reading, [`DELETE ${CALENDARS}/c-1`]: { status: 204 } });
  await renderScreen(<Connections professionalId="p-1" />);
  await userEvent.click(await screen.findByRole('button', { name: /Retirer/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Retirer l’agenda' }));
  await waitFor(() => expect(sent.some((one) => one.key === `DELETE ${CALENDARS}/c-1`)).toBe(true));
});

it('shows the private address once, and warns before another one takes its place', async () => {
  const url = 'https://maillage.exemple.fr/api/scheduling/v1/public/c/feeds/secret.ics';
  const sent = answerWith({
    ...reading,
    [`POST ${FEED}`]: { status: 201, body: { url, made_at: '2026-11-23T08:00:00Z' } },
  });
  const { container } = await renderScreen(<Connections professionalId="p-1" />);
  await userEvent.click(await screen.findByRole('button', { name: 'Créer l’adresse' }));
  expect(await screen.findByLabelText('Adresse privée de votre agenda')).toHaveValue(url);
  expect(screen.getByRole('link', { name: 'Ouvrir dans mon agenda' })).toHaveAttribute(
    'href',
    url.replace('https', 'webcal'),
  );
  await expectAccessible(container);
  expect(sent.filter((one) => one.key === `POST ${FEED}`)).toHaveLength(1);
});

it('asks before the address in use stops working', async () => {
  const sent = answerWith({
    ...reading,
    [`GET ${FEED}`]: { body: { made_at: '2026-11-20T08:00:00Z' } },
    [`DELETE ${FEED}`]: { status: 204 },
  });
  await renderScreen(<Connections professionalId="p-1" />);
  await userEvent.click(await screen.findByRole('button', { name: 'Supprimer l’adresse' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/cesse de fonctionner aussitôt/)).toBeVisible();
  expect(sent.some((one) => one.key === `DELETE ${FEED}`)).toBe(false);
  await userEvent.click(dialog.getByRole('button', { name: 'Supprimer l’adresse' }));
  await waitFor(() => expect(sent.some((one) => one.key === `DELETE ${FEED}`)).toBe(true));
});
