import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { RotasPage } from './rotas-page';
import { ANNE, API, aDuty, aRota, FIRST, PAUL, reading, SECOND, secretary } from './test-rota';

const open = () => renderScreen(<RotasPage search={{}} onSearch={vi.fn()} />, { session: secretary });

const nothingBroken = { broken: [], has_appointments: false, keeps_swap: false };
const hand = async (day: RegExp) => {
  await userEvent.click(await screen.findByRole('button', { name: day }));
  return within(await screen.findByRole('dialog'));
};

it('gives nothing to another while somebody is booked, nor where the rota says no', async () => {
  let weighed: object = { body: { ...nothingBroken, has_appointments: true } };
  answerWith(reading(aRota(), { [`GET ${API}/duties/d-1/change`]: () => weighed }));
  await open();
  const dialog = await hand(/^Modifier\s?– samedi 10/);
  expect(dialog.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
  await userEvent.selectOptions(dialog.getByLabelText('De garde'), 'Dr Paul Noir');
  expect(await dialog.findByText(/Des rendez-vous sont pris/)).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
  weighed = { status: 422, body: { type: 'x/day-taken' } };
  await userEvent.click(dialog.getByText('La date'));
  fireEvent.change(dialog.getByLabelText('Nouvelle date'), { target: { value: SECOND } });
  expect(await dialog.findByText(/La garde ne peut pas être déplacée/)).toBeVisible();
});

it('says what the coordinator would break before she insists', async () => {
  const broken = [{ kind: 'rest', on: null, other_on: null, professional_id: null, skill: null }];
  const path = `PUT ${API}/duties/d-1/holder`;
  const sent = answerWith(
    reading(aRota(), {
      [`GET ${API}/duties/d-1/change`]: { body: { ...nothingBroken, broken } },
      [path]: { body: aRota() },
    }),
  );
  const { baseElement } = await open();
  const dialog = await hand(/^Modifier\s?– samedi 10/);
  await userEvent.selectOptions(dialog.getByLabelText('De garde'), 'Dr Paul Noir');
  expect(await dialog.findByText(/Au moins 7 jours entre deux gardes/)).toBeVisible();
  await expectAccessible(baseElement);
  await userEvent.click(dialog.getByRole('button', { name: /Passer outre/ }));
  await expect
    .poll(() => sent.find((one) => one.key === path)?.body)
    .toEqual({ professional_id: PAUL, despite_rules: true });
});

it('moves a duty to another day with its swap', async () => {
  const offered = aRota({}, { duties: [aDuty('d-1', FIRST, ANNE, { swap_id: 's-1' })] });
  const path = `PUT ${API}/duties/d-1/day`;
  const sent = answerWith(
    reading(offered, {
      [`GET ${API}/duties/d-1/change`]: { body: { ...nothingBroken, keeps_swap: true } },
      [path]: { body: offered },
    }),
  );
  await open();
  const dialog = await hand(/^Modifier\s?– samedi 10/);
  await userEvent.click(dialog.getByText('La date'));
  fireEvent.change(dialog.getByLabelText('Nouvelle date'), { target: { value: '2099-01-11' } });
  expect(await dialog.findByText(/elle le reste, à sa nouvelle date/)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  await expect
    .poll(() => sent.find((one) => one.key === path)?.body)
    .toEqual({ on: '2099-01-11', despite_rules: false });
});
