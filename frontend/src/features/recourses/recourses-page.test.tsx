import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import type { RecoursePage as Described } from './queries';
import { RecoursePage } from './recourse-page';
import { RecoursesPage } from './recourses-page';

const LIST = 'GET /api/directory/v1/recourses';
const ONE = '/api/directory/v1/recourses/x-1';
const sos: Described = {
  recourse_id: 'x-1',
  kind: 'home_visits',
  name: 'Visites de l’Orsane',
  finess: null,
  place_line: null,
  professional_phone: '0199000010',
  public_phone: '36 24',
  communes: ['97001'],
  commune_names: ['Valbrune'],
  modalities: ['HH'],
  profession_codes: ['10'],
  triage_classes: ['half_day'],
  min_age: 2,
  max_age: null,
  takes: 'Adultes et enfants',
  rank: 10,
  hours: [{ weekday: 1, from_time: '08:00', to_time: '20:00' }],
  holiday_hours: [],
  dated_hours: [{ on: '2099-12-24', from_time: '08:00', to_time: '12:00' }],
  is_public: true,
  is_active: true,
  version: 3,
  changed_by_name: 'Claire Lefèvre',
  changed_at: '2026-11-20T09:00:00Z',
  changes: [
    { changed_at: '2026-11-20T09:00:00Z', author_name: 'Claire Lefèvre', fields: ['rank', 'hours'] },
    { changed_at: '2026-11-01T09:00:00Z', author_name: 'Marc Roux', fields: ['name'] },
  ],
};
const list = <RecoursesPage search={{}} onSearch={() => {}} />;

it('says to other roles that the list is not theirs, and to readers that it is empty', async () => {
  answerWith({ [LIST]: { status: 403, body: {} } });
  const { unmount } = await renderScreen(list, { session: aSession({ roles: ['evaluator'] }) });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
  unmount();
  answerWith({ [LIST]: { body: { items: [], next: null } } });
  await renderScreen(list, { session: aSession({ roles: ['referrer'] }) });
  expect(await screen.findByText('Aucun recours ne répond à ces critères.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Ajouter un recours' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Relevé des orientations' })).toBeNull();
});

it('lists them with their numbers and hours, and filters in the address', async () => {
  const asked: unknown[] = [];
  const sent = answerWith({ [LIST]: { body: { items: [sos], next: null } } });
  const page = <RecoursesPage search={{ genre: 'home_visits' }} onSearch={(next) => asked.push(next)} />;
  const { container } = await renderScreen(page);
  const card = await screen.findByRole('article', { name: sos.name });
  const lines = within(card)
    .getAllByRole('link')
    .map((one) => one.getAttribute('href'));
  expect(lines).toEqual(['/annuaire/recours/x-1', 'tel:0199000010', 'tel:3624']);
  expect(sent.find((one) => one.key === LIST)?.query.get('kind')).toBe('home_visits');
  await userEvent.selectOptions(screen.getByLabelText('Lieu du soin'), 'HH');
  expect(asked).toEqual([{ genre: 'home_visits', ou: 'HH' }]);
  await expectAccessible(container);
});

it('sends nothing while hours cannot be read, and says what the rule refused', async () => {
  const sent = answerWith({
    [`GET ${ONE}`]: { body: sos },
    [`PUT ${ONE}`]: {
      status: 422,
      body: { type: 'x/hours-of-permanence', errors: [{ field: 'hours', rule: 'hours-of-permanence' }] },
    },
  });
  await renderScreen(<RecoursePage id="x-1" />);
  await userEvent.click(await screen.findByRole('button', { name: 'Modifier' }));
  const dialog = within(await screen.findByRole('dialog'));
  const monday = dialog.getByLabelText('lundi');
  await userEvent.clear(monday);
  await userEvent.type(monday, 'matin');
  expect(dialog.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
  await userEvent.clear(monday);
  await userEvent.type(monday, '8h-12h, 14h-21h');
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  expect(await dialog.findByText(/permanence des soins/)).toBeVisible();
  const put = sent.find((one) => one.key === `PUT ${ONE}`);
  expect(put?.headers.get('If-Match')).toBe('"3"');
  expect(put?.body).toMatchObject({
    hours: [
      { weekday: 1, from_time: '08:00', to_time: '12:00' },
      { weekday: 1, from_time: '14:00', to_time: '21:00' },
    ],
    dated_hours: [{ on: '2099-12-24', from_time: '08:00', to_time: '12:00' }],
    min_age: 2,
    max_age: null,
  });
});

it('shows one whole, who changed what of it, and no edit to who only reads', async () => {
  answerWith({ [`GET ${ONE}`]: { body: sos } });
  const session = aSession({ roles: ['referrer'] });
  const { container } = await renderScreen(<RecoursePage id="x-1" />, { session });
  expect(await screen.findByText('à partir de 2 ans')).toBeVisible();
  expect(screen.getByText('Valbrune')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Modifier' })).toBeNull();
  await userEvent.click(screen.getByText('Modifications'));
  await waitFor(() => expect(screen.getByText(/Claire Lefèvre : ordre, horaires/)).toBeVisible());
  expect(screen.getByText(/Marc Roux : ajout/)).toBeVisible();
  await expectAccessible(container);
});
