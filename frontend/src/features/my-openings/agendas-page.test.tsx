import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { AgendasPage } from './agendas-page';

const agenda = {
  agenda_id: 'a-1',
  kind: 'snp_centre',
  label: 'Centre de soins',
  line: 2,
  profession_code: '10',
  commune_code: '97001',
  place_id: 'a-1',
  responsible_id: 'p-1',
  responsible_name: 'Dr Jeanne Exemple',
  made_at: '2026-11-23T08:00:00Z',
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
  await renderScreen(<AgendasPage onChoose={() => {}} />, { session: aSession({ roles: ['secretary'] }) });
  await userEvent.click(screen.getByRole('button', { name: 'Créer un agenda' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Créer' }));
  expect(dialog.getByText('Donnez un nom à l’agenda.')).toBeVisible();
  expect(dialog.getByText('Choisissez le responsable.')).toBeVisible();
  expect(sent.some((one) => one.key.startsWith('POST'))).toBe(false);
});

it('names who answers for each agenda, opens it, and closes it once confirmed', async () => {
  const sent = answerWith({ ...listed, [CLOSE]: { status: 204 } });
  const choose = vi.fn();
  const session = aSession({ roles: ['secretary'] });
  const { container } = await renderScreen(<AgendasPage onChoose={choose} />, { session });
  expect(await screen.findByText('Médecin · Dr Jeanne Exemple')).toBeVisible();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: /^Ouvrir/ }));
  expect(choose).toHaveBeenCalledWith('a-1');
  await userEvent.click(screen.getByRole('button', { name: /^Fermer/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Fermer l’agenda' }));
  await waitFor(() => expect(sent.some((one) => one.key === CLOSE)).toBe(true));
});
