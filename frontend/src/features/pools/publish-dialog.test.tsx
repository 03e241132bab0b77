import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible } from '@/test-render';
import { API, aCover, aReplacement, COMMUNES, DAYS, ME, openPools } from './a-replacement';

const TRIAL = `POST ${API}/replacements/trial`;
const MY_SHEET = {
  [`GET /api/directory/v1/professionals/${ME}`]: {
    body: { places: [{ place_id: 'p1', label: 'Cabinet du Port', commune_name: 'Valbrune' }] },
  },
};

async function openPublishing(trial: object) {
  const sent = answerWith({
    ...COMMUNES,
    ...MY_SHEET,
    [TRIAL]: { body: { days: ['2026-11-24'], public_holidays: [], appointments_staying: 0, ...trial } },
    [`POST ${API}/replacements`]: { status: 201, body: aReplacement([aCover()]) },
  });
  await openPools({ roles: ['professional'], professional_id: ME }, []);
  fireEvent.click(screen.getByRole('button', { name: 'Publier un besoin' }));
  return { sent, dialog: await screen.findByRole('dialog') };
}

it.each([
  [false, 1],
  [true, 0],
])('counts the appointments that stay before it publishes (in parallel: %s)', async (isParallel, said) => {
  const { dialog } = await openPublishing({ appointments_staying: 2 });
  await within(dialog).findByText('2 rendez-vous restent à votre agenda à ces heures.');
  if (isParallel)
    fireEvent.click(within(dialog).getByRole('checkbox', { name: 'En parallèle du titulaire' }));
  expect(within(dialog).queryAllByText(/restent à votre agenda/)).toHaveLength(said);
});

it('publishes several days at once, with other hours on some, and says which are left out', async () => {
  const { sent, dialog } = await openPublishing({ days: [...DAYS], public_holidays: ['2026-12-25'] });
  const field = (name: string, at = 0) => within(dialog).getAllByLabelText(name)[at] as HTMLElement;
  fireEvent.change(field('Du'), { target: { value: '2026-11-24' } });
  fireEvent.change(field('Au'), { target: { value: '2026-12-26' } });
  expect(await within(dialog).findByText(/Jour férié laissé de côté.*25 déc/)).toBeVisible();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Ajouter des heures' }));
  for (const name of ['lundi', 'mardi', 'jeudi', 'vendredi'])
    fireEvent.click(within(dialog).getAllByRole('checkbox', { name })[1] as HTMLElement);
  fireEvent.change(field('De', 1), { target: { value: '13:30' } });
  fireEvent.click(within(dialog).getByRole('combobox', { name: 'Lieu' }));
  fireEvent.click(await screen.findByRole('option', { name: /Cabinet du Port/ }));
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Publier' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === `POST ${API}/replacements`)?.body).toMatchObject({
      from_day: '2026-11-24',
      to_day: '2026-12-26',
      hours: [
        { weekdays: [1, 2, 3, 4, 5], from_time: '09:00', to_time: '12:00' },
        { weekdays: [3], from_time: '13:30', to_time: '18:00' },
      ],
      with_public_holidays: false,
    }),
  );
});

it('refuses hours that overlap on one day before it asks', async () => {
  const { sent, dialog } = await openPublishing({});
  fireEvent.click(within(dialog).getByRole('button', { name: 'Ajouter des heures' }));
  fireEvent.change(within(dialog).getAllByLabelText('De')[1] as HTMLElement, { target: { value: '11:00' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Publier' }));
  expect(
    (await within(dialog).findAllByText('Ces heures en recouvrent d’autres du même jour.'))[0],
  ).toBeVisible();
  expect(sent.some((one) => one.key === `POST ${API}/replacements`)).toBe(false);
});

it('asks for a place before it publishes', async () => {
  const { sent, dialog } = await openPublishing({});
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Publier' }));
  expect(await within(dialog).findByText('Choisissez le lieu.')).toBeVisible();
  expect(sent.some((one) => one.key === `POST ${API}/replacements`)).toBe(false);
});
