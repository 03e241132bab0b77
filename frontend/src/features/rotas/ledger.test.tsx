import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { Ledger } from './ledger';
import { FIGURES } from './ledger-queries';
import { type RotasSearch, readRotasSearch } from './queries';
import { ANNE, API, FIRST, secretary } from './test-rota';

const line = {
  professional_id: ANNE,
  professional_name: 'Dr Anne Roux',
  saturdays: 1,
  public_holidays: 2,
  house_duties: 3,
  swapped: 4,
  minutes: 270,
  planned_points: 6,
  points: 7,
};
const duty = {
  duty_id: 'd-1',
  on: FIRST,
  rota_id: 'r-1',
  rota_name: 'Samedis d’hiver',
  kind: 'saturday',
  from_time: '08:00',
  to_time: '12:30',
  is_swapped: true,
  adds: 270,
};
const LEDGER = { [`GET ${API}/duty-ledger`]: { body: { since: '2098-01-10', items: [line] } } };
const DUTIES = `GET ${API}/duty-ledger/duties`;

const open = (search: RotasSearch = {}, onSearch = vi.fn()) =>
  renderScreen(<Ledger search={search} onSearch={onSearch} />, { session: secretary });

it('opens the duties of each figure, in the address', async () => {
  answerWith(LEDGER);
  const onSearch = vi.fn();
  await open({ garde: 'r-1' }, onSearch);
  const figures = within(await screen.findByRole('table')).getAllByRole('button');
  expect(figures).toHaveLength(FIGURES.length);
  for (const [column, figure] of figures.entries()) {
    await userEvent.click(figure);
    expect(onSearch).toHaveBeenLastCalledWith({ garde: 'r-1', pro: ANNE, chiffre: FIGURES[column] });
  }
  expect(figures[4]).toHaveTextContent(/^4\sh\s30 – Heures, Dr Anne Roux$/);
});

it('opens nothing where nothing was counted', async () => {
  const none = { ...line, ...Object.fromEntries(FIGURES.map((name) => [name, 0])) };
  answerWith({ [`GET ${API}/duty-ledger`]: { body: { since: '2098-01-10', items: [none] } } });
  await open();
  expect(await screen.findByRole('row', { name: /Anne Roux/ })).toHaveTextContent(/0.*0/);
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

it('shows the duties of the open figure, what each adds, and hands them over as a file', async () => {
  const sent = answerWith({ ...LEDGER, [DUTIES]: { body: { items: [duty], next: null } } });
  const { container } = await open({ pro: ANNE, chiffre: 'minutes' });
  const rows = await screen.findByRole('region', { name: /^Heures\s: Dr Anne Roux$/ });
  expect(await within(rows).findByRole('row', { name: /hiver/ })).toHaveTextContent(
    /Samedis d’hiver8\sh – 12\sh\s30un échange4\sh\s30/,
  );
  expect(String(sent.find((one) => one.key === DUTIES)?.query)).toBe(
    `professional_id=${ANNE}&figure=minutes`,
  );
  expect(within(rows).getByRole('button', { name: /Exporter/ })).toBeVisible();
  await expectAccessible(container);
});

it('keeps in the address a figure that there is, of somebody, and nothing else', () => {
  expect(readRotasSearch({ garde: 'r', pro: ANNE, chiffre: 'points' })).toEqual({
    garde: 'r',
    pro: ANNE,
    chiffre: 'points',
  });
  expect(readRotasSearch({ pro: ANNE, chiffre: 'autre' })).toEqual({});
});
