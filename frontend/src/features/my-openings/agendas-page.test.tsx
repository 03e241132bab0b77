import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { AgendasPage } from './agendas-page';
import { Widenings } from './widenings';

const agenda = {
  agenda_id: 'a-1',
  kind: 'snp_centre',
  label: 'Centre de soins',
  line: 2,
  profession_code: '10',
  street: '2 place du Marché',
  postal_code: '97001',
  commune_code: '97001',
  wheelchair_accessible: false,
  place_id: 'a-1',
  responsible_id: 'p-1',
  responsible_name: 'Dr Jeanne Exemple',
  made_at: '2026-11-23T08:00:00Z',
  version: 3,
};
const listed = { 'GET /api/scheduling/v1/agendas': { body: { items: [agenda] } } };
const CLOSE = 'DELETE /api/scheduling/v1/agendas/a-1';

it('lets a professional make and close none, and says when there is none', async () => {
  answerWith({ 'GET /api/scheduling/v1/agendas': { body: { items: [] } } });
  const session = aSession({ roles: ['professional'], professional_id: 'p-1' });
  const { container } = await renderScreen(<AgendasPage onChoose={() => {}} />, { session });
  expect(await screen.findByText('Aucun agenda partagé.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Créer un agenda' })).not.toBeInTheDocument();
  await expectAccessible(container);
});

it('refuses an agenda without a name, a commune or somebody who answers for it', async () => {
  const sent = answerWith(listed);
  await renderScreen(<AgendasPage onChoose={() => {}} />, { session: aSession({ roles: ['director'] }) });
  await userEvent.click(screen.getByRole('button', { name: 'Créer un agenda' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Créer' }));
  expect(dialog.getByText('Donnez un nom à l’agenda.')).toBeVisible();
  expect(dialog.getByText('Choisissez le responsable.')).toBeVisible();
  expect(sent.some((one) => one.key.startsWith('POST'))).toBe(false);
});

it('lets the office alone rename an agenda, say where it stands and who answers for it', async () => {
  const sent = answerWith({
    ...listed,
    'PUT /api/scheduling/v1/agendas/a-1': { body: agenda },
    'GET /api/directory/v1/communes': { body: { items: [{ code: '97001', name: 'Valbrune' }] } },
  });
  const asked = { session: aSession({ roles: ['professional'], professional_id: 'p-1' }) };
  const { unmount } = await renderScreen(<AgendasPage chosen="a-1" onChoose={() => {}} />, asked);
  await screen.findByRole('heading', { level: 1, name: 'Centre de soins 2' });
  expect(screen.queryByRole('button', { name: 'Modifier l’agenda' })).toBeNull();
  unmount();
  const session = aSession({ roles: ['director'] });
  await renderScreen(<AgendasPage chosen="a-1" onChoose={() => {}} />, { session });
  await userEvent.click(await screen.findByRole('button', { name: 'Modifier l’agenda' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('combobox', { name: 'Responsable' })).toHaveValue('Dr Jeanne Exemple');
  const name = dialog.getByLabelText('Nom affiché dans les recherches');
  await userEvent.clear(name);
  await userEvent.type(name, 'Salle bleue');
  const street = dialog.getByRole('textbox', { name: 'Numéro et rue (facultatif)' });
  expect(street).toHaveValue('2 place du Marché');
  await userEvent.clear(street);
  await userEvent.type(street, '8 rue Neuve');
  const postalCode = dialog.getByRole('textbox', { name: 'Code postal (facultatif)' });
  await userEvent.clear(postalCode);
  await userEvent.type(postalCode, '971');
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  expect(dialog.getByText('Un code postal a cinq chiffres.')).toBeVisible();
  await userEvent.clear(postalCode);
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Accessible en fauteuil' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key.startsWith('PUT'))?.body).toEqual({
      label: 'Salle bleue',
      street: '8 rue Neuve',
      postal_code: null,
      commune_code: '97001',
      wheelchair_accessible: true,
      responsible_id: 'p-1',
    }),
  );
  expect(sent.find((one) => one.key.startsWith('PUT'))?.headers.get('If-Match')).toBe('"3"');
});

it('says who let more people see an agenda, and when', async () => {
  const path = 'GET /api/scheduling/v1/professionals/p-1/widenings';
  const act = { at: '2026-11-24T08:00:00Z', opening_id: 'o-1', author_roles: ['professional'] };
  const body = {
    items: [{ ...act, audiences: ['cpts', 'public'], shared_with: [], author_name: 'Dr Anne Martin' }],
  };
  answerWith({ [path]: { body } });
  const { container, unmount } = await renderScreen(<Widenings professionalId="p-1" />);
  expect(await screen.findByText(/mar. 24 nov., 9\sh · Dr Anne Martin/)).toBeVisible();
  expect(screen.getByText(/la CPTS, le public/)).toBeVisible();
  await expectAccessible(container);
  unmount();
  answerWith({ [path]: { body: { items: [] } } });
  await renderScreen(<Widenings professionalId="p-1" />);
  expect(await screen.findByText(/Personne n’a encore ouvert/)).toBeVisible();
});

it('names who answers for each agenda, opens it, and closes it once confirmed', async () => {
  const sent = answerWith({ ...listed, [CLOSE]: { status: 204 } });
  const choose = vi.fn();
  const session = aSession({ roles: ['director'] });
  const { container } = await renderScreen(<AgendasPage onChoose={choose} />, { session });
  expect(
    await screen.findByText('Médecin · 2 place du Marché, 97001 · en répond : Dr Jeanne Exemple'),
  ).toBeVisible();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: /^Ouvrir/ }));
  expect(choose).toHaveBeenCalledWith('a-1');
  await userEvent.click(screen.getByRole('button', { name: /^Fermer/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Fermer l’agenda' }));
  await waitFor(() => expect(sent.some((one) => one.key === CLOSE)).toBe(true));
});
