import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible } from '@/test-render';
import { API, aDeparture, openPlan, serving } from './test-plan';

it('says what comes back and names what goes on before a departure is cancelled', async () => {
  const staying = [{ referral_id: 'r-9', case_number: '26-0419', status: 'proposed' }];
  const told = { departure_id: 'd-1', name: 'Dr Anne Roux', placed_again: 2, withdrawn: 1, staying };
  const path = `${API}/departures/d-1/cancellation`;
  const sent = answerWith({
    ...serving(null),
    [`GET ${API}/departures`]: { body: { items: [aDeparture()] } },
    [`GET ${path}`]: { body: told },
    [`POST ${path}`]: { body: told },
  });
  await openPlan();
  fireEvent.click(await screen.findByRole('button', { name: /Annuler ce départ/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Annuler le départ de Dr Anne Roux' });
  expect(await within(dialog).findByText(/2 demandes lui reviennent/)).toBeVisible();
  expect(within(dialog).getByRole('link', { name: '26-0419' }).closest('li')).toHaveTextContent('Proposée');
  await expectAccessible(dialog);
  expect(sent.some((one) => one.key.startsWith('POST'))).toBe(false);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Annuler le départ' }));
  await waitFor(() => expect(sent.some((one) => one.key === `POST ${path}`)).toBe(true));
});

it('cancels neither a departure that is over nor one that was cancelled', async () => {
  const over = aDeparture({ departure_id: 'd-2', ended_at: '2027-02-01T08:00:00Z' });
  const cancelled = aDeparture({
    departure_id: 'd-3',
    cancelled_at: '2026-11-22T08:00:00Z',
    cancelled_by_name: 'Capucine Coordonne',
  });
  answerWith({ ...serving(null), [`GET ${API}/departures`]: { body: { items: [over, cancelled] } } });
  await openPlan();
  expect(await screen.findByText('Annulé par Capucine Coordonne le 22/11/2026.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Annuler ce départ/ })).not.toBeInTheDocument();
});

it('shows again the departures that were announced', async () => {
  answerWith({ ...serving(null), [`GET ${API}/departures`]: { body: { items: [aDeparture()] } } });
  const { container } = await openPlan();
  const announced = await screen.findByRole('region', { name: 'Départs annoncés' });
  expect(announced).toHaveTextContent(/Dr Anne Roux.*31\/01\/2027.*3 demandes ouvertes/);
  await expectAccessible(container);
});
