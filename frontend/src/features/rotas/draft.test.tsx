import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { RotasPage } from './rotas-page';
import { API, aRota, FIRST, PAUL, reading, secretary } from './test-rota';

const open = () => renderScreen(<RotasPage search={{}} onSearch={vi.fn()} />, { session: secretary });

it('solves a draft, or says in words which rules clash', async () => {
  const draft = aRota({ status: 'draft' });
  const rule = { on: null, other_on: null, professional_id: null, skill: null };
  const conflict = [
    { ...rule, kind: 'seats', on: FIRST },
    { ...rule, kind: 'unavailable', professional_id: PAUL },
    { ...rule, kind: 'rest' },
  ];
  let answer: object = { found: false, is_fairest: false, conflict, detail: draft };
  answerWith(reading(draft, { [`POST ${API}/rotas/r-1/solution`]: () => ({ body: answer }) }));
  const { container } = await open();
  const solve = await screen.findByRole('button', { name: 'Calculer le tour' });
  await userEvent.click(solve);
  expect(await screen.findByText(/Aucun tour ne respecte/)).toBeVisible();
  expect(screen.getByText('Il faut 1 personne(s) de garde le samedi 10 janvier 2099.')).toBeVisible();
  expect(screen.getByText('Dr Paul Noir a des dates impossibles.')).toBeVisible();
  expect(screen.getByText(/Au moins 7 jours entre deux gardes/)).toBeVisible();
  await expectAccessible(container);
  answer = { found: true, is_fairest: true, conflict: [], detail: draft };
  await userEvent.click(solve);
  expect(await screen.findByText(/c’est prouvé/)).toBeVisible();
});

it('publishes a whole draft after asking, and not one that breaks a rule', async () => {
  const draft = aRota({ status: 'draft' });
  const path = `POST ${API}/rotas/r-1/publication`;
  const sent = answerWith(reading(draft, { [path]: { body: aRota() } }));
  const { unmount } = await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Publier' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Publier' }));
  await expect.poll(() => sent.find((one) => one.key === path)?.headers.get('If-Match')).toBe('"4"');
  unmount();
  const broken = [{ kind: 'seats', on: FIRST, other_on: null, professional_id: null, skill: null }] as const;
  answerWith(reading(aRota({ status: 'draft' }, { broken: [...broken] })));
  await open();
  expect(await screen.findByRole('button', { name: 'Publier' })).toBeDisabled();
});

it('makes a draft of the Saturdays of two months in one act', async () => {
  const sent = answerWith(reading(aRota(), { [`POST ${API}/rotas`]: { status: 201, body: aRota() } }));
  await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Nouveau tour' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Créer le brouillon' }));
  await expect
    .poll(() => sent.find((one) => one.key === `POST ${API}/rotas`)?.body)
    .toMatchObject({
      kind: 'saturday',
      name: 'Samedis matin',
      from_time: '08:00',
      to_time: '12:00',
      rest_days: 14,
      most: null,
      apart: [],
    });
});

it('revises a draft with every setting that it has', async () => {
  const said = {
    closed_on: ['2099-01-03'],
    apart: [
      ['2099-01-10', '2099-01-17'],
      ['2099-01-03', '2099-01-17'],
    ],
    most: 3,
    slot_minutes: 20,
    weight: 25,
  };
  const draft = aRota({ status: 'draft', ...said });
  const path = `PUT ${API}/rotas/r-1`;
  const sent = answerWith(reading(draft, { [path]: { body: draft } }));
  const { container } = await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Modifier le brouillon' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('Réglages avancés (5 choisis)')).toBeVisible();
  const name = dialog.getByLabelText('Nom');
  await userEvent.clear(name);
  await userEvent.type(name, 'Janvier');
  await expectAccessible(container);
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  await expect
    .poll(() => sent.find((one) => one.key === path)?.body)
    .toMatchObject({ name: 'Janvier', rest_days: 7, ...said });
  expect(sent.find((one) => one.key === path)?.headers.get('If-Match')).toBe('"4"');
});

it('keeps the share and the skills of each who takes part in a draft', async () => {
  const draft = aRota({ status: 'draft' });
  const path = `PUT ${API}/rotas/r-1/members/${PAUL}`;
  const sent = answerWith(reading(draft, { [path]: { body: draft } }));
  await open();
  await userEvent.click(await screen.findByRole('button', { name: /Part et compétences\s?Dr Paul Noir/ }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.change(dialog.getByLabelText(/Part, en %/), { target: { value: '50' } });
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Sutures' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  await expect
    .poll(() => sent.find((one) => one.key === path)?.body)
    .toEqual({ share: 50, skills: ['sutures'] });
});
