import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, renderScreen } from '@/test-render';
import { DescribeDialog } from './describe-dialog';
import { API, aRota, secretary } from './test-rota';

const MAKE = `POST ${API}/rotas`;
const refused = (rule: string, field: string) => ({
  status: 422,
  body: { type: `https://maillage.invalid/problems/${rule}`, errors: [{ field, rule, detail: '' }] },
});

async function open(answer: object = { status: 201, body: aRota() }) {
  const sent = answerWith({ [MAKE]: answer as { status: number; body: object } });
  await renderScreen(<DescribeDialog onClose={vi.fn()} />, { session: secretary });
  const dialog = within(await screen.findByRole('dialog'));
  const create = () => userEvent.click(dialog.getByRole('button', { name: 'Créer le brouillon' }));
  const said = () => sent.find((one) => one.key === MAKE)?.body;
  return { dialog, create, said };
}

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

it('says in words what is missing, leads to each field, and sends nothing', async () => {
  const { dialog, create, said } = await open();
  type(dialog.getByLabelText('Nom'), ' ');
  type(dialog.getByLabelText('à'), '07:00');
  type(dialog.getByLabelText('Jours entre deux gardes d’une même personne'), '');
  await create();
  const summary = within(await dialog.findByRole('alert'));
  expect(summary.getAllByRole('link').map((link) => link.textContent)).toEqual([
    'Donnez un nom à ce tour.',
    'La garde finit après avoir commencé.',
    expect.stringContaining('entre 1 et 180'),
    'Un créneau ne dure pas plus que la garde.',
  ]);
  await userEvent.click(summary.getByRole('link', { name: /Donnez un nom/ }));
  expect(dialog.getByLabelText('Nom')).toHaveFocus();
  expect(said()).toBeUndefined();
});

it('asks a maison de garde for its name, its days and a telephone that is one', async () => {
  const { dialog, create, said } = await open();
  await userEvent.click(dialog.getByRole('radio', { name: 'Maison de garde' }));
  type(dialog.getByLabelText('Téléphone'), 'standard');
  await create();
  const links = within(await dialog.findByRole('alert')).getAllByRole('link');
  expect(links.map((link) => link.textContent)).toEqual([
    'Indiquez le nom de la maison de garde.',
    expect.stringMatching(/Un numéro de téléphone/),
    'Choisissez au moins un jour d’ouverture.',
  ]);
  expect(said()).toBeUndefined();
});

it('keeps the advanced settings folded, and sends all of them', async () => {
  const { dialog, create, said } = await open();
  const summary = dialog.getByText('Réglages avancés');
  expect(summary.closest('details')).not.toHaveAttribute('open');
  type(dialog.getByLabelText('Premier jour'), '2099-01-01');
  type(dialog.getByLabelText('Dernier jour'), '2099-02-28');
  await userEvent.click(summary);
  type(dialog.getByLabelText('Dates sans garde'), '2099-03-07');
  await userEvent.click(dialog.getByRole('button', { name: 'Ajouter la date' }));
  expect(dialog.getByText(/Choisissez une date de la période/)).toBeVisible();
  for (const day of ['2099-01-24', '2099-01-17']) {
    type(dialog.getByLabelText('Dates sans garde'), day);
    await userEvent.click(dialog.getByRole('button', { name: 'Ajouter la date' }));
  }
  await userEvent.click(dialog.getByRole('button', { name: /Remettre la garde du .*24/ }));
  for (const rank of [1, 2]) {
    await userEvent.click(dialog.getByRole('button', { name: 'Ajouter deux dates' }));
    type(dialog.getByLabelText(new RegExp(`Paire ${rank}.*une date`)), `2099-01-0${rank}`);
    type(dialog.getAllByLabelText('et l’autre')[rank - 1] as HTMLElement, '2099-02-01');
  }
  type(dialog.getByLabelText('Points d’équité d’une garde'), '15');
  type(dialog.getByLabelText('Durée d’un créneau, en minutes'), '20');
  await create();
  await expect.poll(said).toMatchObject({
    closed_on: ['2099-01-17'],
    apart: [
      ['2099-01-01', '2099-02-01'],
      ['2099-01-02', '2099-02-01'],
    ],
    weight: 15,
    slot_minutes: 20,
    most: null,
  });
});

it('opens the advanced settings when one of them is at fault', async () => {
  const { dialog, create } = await open();
  await userEvent.click(dialog.getByText('Réglages avancés'));
  await userEvent.click(dialog.getByRole('button', { name: 'Ajouter deux dates' }));
  await userEvent.click(dialog.getByText(/Réglages avancés/));
  await create();
  expect(await dialog.findAllByText(/Indiquez deux dates différentes/)).not.toHaveLength(0);
  expect(dialog.getByText(/Réglages avancés/).closest('details')).toHaveAttribute('open');
});

it.each([
  ['rota-empty', 'ends_on', 'Dernier jour', /Ce calendrier ne contient aucun jour/],
  ['invalid-input', 'weight', 'Points d’équité d’une garde', /Points d’équité.*est à corriger/],
])('puts the refusal « %s » at its field', async (rule, field, label, sentence) => {
  const { dialog, create } = await open(refused(rule, field));
  await create();
  const summary = within(await dialog.findByRole('alert'));
  expect(summary.getByRole('link', { name: sentence })).toBeVisible();
  expect(dialog.getByLabelText(label)).toHaveAccessibleDescription(sentence);
});

it('says a refusal of no field as such', async () => {
  const { dialog, create } = await open({ status: 503, body: {} });
  await create();
  const summary = await dialog.findByRole('alert');
  expect(within(summary).queryByRole('link')).not.toBeInTheDocument();
  expect(summary).toHaveTextContent(/problème/);
});
