import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { RotasPage } from './rotas-page';
import { ANNE, aDuty, aRota, FIRST, PAUL, reading, secretary } from './test-rota';

const doctor = aSession({ roles: ['professional'], professional_id: ANNE });
const LATER = '2099-02-07';
const twoMonths = (status: 'draft' | 'published' = 'published') =>
  aRota(
    { status, ends_on: '2099-04-01', seats: 2 },
    {
      duties: [aDuty('d-1', FIRST, ANNE), aDuty('d-2', FIRST, PAUL), aDuty('d-3', LATER, null)],
      public_holidays: [FIRST],
    },
  );

const open = (session = doctor, search = {}, onSearch = vi.fn()) =>
  renderScreen(<RotasPage search={search} onSearch={onSearch} />, { session });
const onScreen = () => screen.findByRole('table', { name: 'Gardes par date' });
const sheets = (container: Element) => [...container.querySelectorAll<HTMLElement>('section.print-only')];

const many = () => {
  const rota = twoMonths();
  const seats = Array.from({ length: 70 }, (_, at) =>
    aDuty(`d-${at}`, at < 69 ? FIRST : LATER, at < 69 ? PAUL : ANNE),
  );
  return { ...rota, duties: seats };
};

it('shows a long rota by month: that of one’s own next duty, without one the nearest', async () => {
  answerWith(reading(many()));
  const { unmount } = await open();
  expect(within(await onScreen()).getAllByRole('rowheader')).toHaveLength(1);
  expect(await onScreen()).toHaveTextContent('samedi 7 février');
  unmount();
  await open(secretary);
  expect(within(await onScreen()).getAllByRole('rowheader')).toHaveLength(69);
});

it('shows a short rota whole, and leads to a month, to the next and back in the address', async () => {
  answerWith(reading(twoMonths()));
  const onSearch = vi.fn();
  const { unmount } = await open(doctor, { garde: 'r-1' }, onSearch);
  expect(within(await onScreen()).getAllByRole('rowheader')).toHaveLength(3);
  await userEvent.selectOptions(screen.getByLabelText('Mois affiché'), 'février 2099');
  expect(onSearch).toHaveBeenCalledWith({ garde: 'r-1', mois: '2099-02' });
  unmount();
  await open(doctor, { garde: 'r-1', mois: '2099-01' }, onSearch);
  expect(within(await onScreen()).getAllByRole('rowheader')).toHaveLength(2);
  await userEvent.click(screen.getByRole('button', { name: 'Mois suivant' }));
  expect(onSearch).toHaveBeenLastCalledWith({ garde: 'r-1', mois: '2099-02' });
  await userEvent.selectOptions(screen.getByLabelText('Mois affiché'), 'Tout le tour');
  expect(onSearch).toHaveBeenLastCalledWith({ garde: 'r-1', mois: undefined });
});

it('prints the month alone: its name, one line per day, every seat and the holiday', async () => {
  answerWith(reading(twoMonths()));
  const { container } = await open(doctor, { mois: '2099-01' });
  await onScreen();
  const [sheet, ...others] = sheets(container);
  expect(others).toEqual([]);
  expect(sheet).toHaveTextContent('Samedis d’hiver – janvier 2099');
  expect(sheet).toHaveTextContent('samedi 10 janvier (férié)Dr Anne Roux · Dr Paul Noir');
  await expectAccessible(container);
});

it('says that a month has no duty, and prints nothing of it', async () => {
  answerWith(reading(twoMonths()));
  const { container } = await open(doctor, { mois: '2099-03' });
  expect(await screen.findByText('Aucune garde de ce tour en mars 2099.')).toBeVisible();
  expect(sheets(container)).toEqual([]);
});

it('keeps the whole of a draft before who builds it, a sheet for each month', async () => {
  answerWith(reading(twoMonths('draft')));
  const { container } = await open(secretary);
  expect(within(await onScreen()).getAllByRole('rowheader')).toHaveLength(3);
  const [january, february] = sheets(container);
  expect(january).toHaveTextContent('janvier 2099De 8 h à 12 hBrouillon');
  expect(february).toHaveTextContent('samedi 7 févrierpersonne encore');
});

it('steps from month to month within the rota, and no further', async () => {
  answerWith(reading(twoMonths()));
  for (const [mois, end, way, next] of [
    ['2099-01', 'Mois précédent', 'Mois suivant', '2099-02'],
    ['2099-04', 'Mois suivant', 'Mois précédent', '2099-03'],
  ] as const) {
    const onSearch = vi.fn();
    const { unmount } = await open(doctor, { garde: 'r-1', mois }, onSearch);
    const arrow = await screen.findByRole('button', { name: end });
    expect(arrow).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(arrow);
    expect(onSearch).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: way }));
    expect(onSearch).toHaveBeenLastCalledWith({ garde: 'r-1', mois: next });
    unmount();
  }
});
