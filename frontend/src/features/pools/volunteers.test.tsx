import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { monthAndYear, thisMonth } from '@/lib/dates';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { API, aVolunteer, COMMUNES, ME } from './a-replacement';
import { PoolsPage } from './pools-page';
import { hoursPath, type Volunteer } from './queries';
import { readPoolsSearch } from './search';

const VOLUNTEERS = `${API}/pool-volunteers`;
const A_DAY = {
  cover_id: 'c1',
  day: '2026-10-06',
  from_time: '09:00',
  to_time: '12:00',
  minutes: 180,
  professional_name: 'Dr Anne Roux',
  team_label: null,
  place_label: 'Cabinet du Port',
  commune_name: 'Valbrune',
  is_parallel: false,
};

/** What was asked, and where the page went. */
async function open(search: Record<string, unknown>, items: Volunteer[], rows: unknown[] = [A_DAY]) {
  const onSearch = vi.fn();
  const sent = answerWith({
    ...COMMUNES,
    [`GET ${API}/replacements`]: { body: { items: [], next: null } },
    [`GET ${VOLUNTEERS}`]: { body: { items } },
    [`GET ${VOLUNTEERS}/hours`]: { body: { items: rows, next: null } },
  });
  const screenOf = await renderScreen(<PoolsPage search={readPoolsSearch(search)} onSearch={onSearch} />, {
    session: aSession({ roles: ['secretary'] }),
  });
  return { ...screenOf, sent, onSearch };
}

it('reads this month first, and any other by its arrows', async () => {
  const { sent, onSearch } = await open({}, [aVolunteer]);
  expect(await screen.findByText(monthAndYear(thisMonth()))).toBeVisible();
  const asked = sent.find((one) => one.key === `GET ${VOLUNTEERS}`);
  expect(asked?.query.get('month')).toBe(thisMonth());
  expect(await screen.findByText('Minimum pas encore atteint')).toBeVisible();
  expect(sent.some((one) => one.key === `GET ${VOLUNTEERS}/hours`)).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: 'Mois précédent' }));
  expect(onSearch.mock.lastCall?.[0].mois < thisMonth()).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Mois suivant' }));
  expect(onSearch.mock.lastCall?.[0].mois > thisMonth()).toBe(true);
});

it('says of a month that is over whose activity was short', async () => {
  const { sent } = await open({ mois: '2025-10' }, [aVolunteer]);
  expect(await screen.findByText('Activité insuffisante')).toBeVisible();
  expect(sent.find((one) => one.key === `GET ${VOLUNTEERS}`)?.query.get('month')).toBe('2025-10');
});

it('opens the rows behind a figure, and nothing behind none', async () => {
  const none = { ...aVolunteer, professional_id: 'v2', name: 'Dr Luc Petit', confirmed_hours: 0 };
  const { onSearch } = await open({ liste: 'a-pourvoir', mois: '2026-10' }, [aVolunteer, none]);
  const figures = await screen.findAllByRole('button', { name: /heures confirmées de/ });
  expect(figures.map((one) => one.textContent)).toEqual([expect.stringMatching(/3\sh.*Dr Jean Martin/)]);
  fireEvent.click(figures[0] as HTMLElement);
  expect(onSearch).toHaveBeenLastCalledWith({ liste: 'a-pourvoir', mois: '2026-10', volontaire: ME });
});

it('shows day, hours, titular and place of each row, and hands them over as a file', async () => {
  const team = {
    ...A_DAY,
    cover_id: 'c2',
    professional_name: null,
    team_label: 'Brigade',
    place_label: null,
  };
  const { sent, container } = await open({ mois: '2026-10', volontaire: ME }, [aVolunteer], [A_DAY, team]);
  const rows = await screen.findByRole('region', { name: /Dr Jean Martin, oct. 2026/ });
  await waitFor(() => expect(within(rows).getAllByRole('row')).toHaveLength(3));
  const [, first, second] = within(rows).getAllByRole('row');
  expect(first).toHaveTextContent(/mar. 6 oct.9\sh – 12\sh.*3\sh.*Dr Anne Roux.*Cabinet du Port, Valbrune/);
  expect(second).toHaveTextContent(/Brigade.*Valbrune/);
  const asked = sent.find((one) => one.key === `GET ${VOLUNTEERS}/hours`)?.query;
  expect([asked?.get('month'), asked?.get('professional_id')]).toEqual(['2026-10', ME]);
  expect(hoursPath('2026-10', ME)).toBe(`${VOLUNTEERS}/hours?month=2026-10&professional_id=${ME}`);
  expect(within(rows).getByRole('button', { name: /Exporter|Télécharger/ })).toBeVisible();
  await expectAccessible(container);
});

it('says that nobody volunteers, and hands no file over', async () => {
  await open({ mois: '2026-10', volontaire: ME }, []);
  expect(await screen.findByText(/Personne n’est encore/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Exporter|Télécharger/ })).toBeNull();
});

it('says of rows that an address opens that there are none', async () => {
  await open({ mois: '2026-10', volontaire: ME }, [aVolunteer], []);
  expect(await screen.findByText('Aucune heure confirmée ce mois-là.')).toBeVisible();
});

it('takes no month from the address that is none', () => {
  expect(readPoolsSearch({ mois: '2026-13', liste: 'x' })).toEqual({ liste: 'toutes' });
});
