import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { AppointmentsPage } from './appointments-page';

const appointment = {
  appointment_id: 'a-1',
  slot_id: 's-1',
  professional_id: 'p-1',
  professional_name: 'Dr Anne Martin',
  referral_id: 'r-1',
  starts_at: '2026-11-23T08:30:00Z',
  ends_at: '2026-11-23T08:45:00Z',
  modality: 'AMB',
  agenda_kind: null,
  place_label: 'MSP des Deux-Vallées',
  status: 'booked',
  reason_code: 'snp',
  profession_code: '10',
  booked_from: null,
  shared_by: null,
  stated_by: null,
  allowed_acts: ['cancel', 'outcome'],
};
const LIST = 'GET /api/scheduling/v1/appointments';
const rows = (...items: unknown[]) => ({ [LIST]: { body: { items, next: null } } });

it('names nobody to who oversees the agendas, and asks for no name', async () => {
  const sent = answerWith(rows(appointment));
  const { container } = await renderScreen(
    <AppointmentsPage search={{ liste: 'a-renseigner' }} onSearch={vi.fn()} />,
    {
      session: aSession({ roles: ['director'] }),
    },
  );
  expect(await screen.findByText('Dr Anne Martin · MSP des Deux-Vallées')).toBeVisible();
  expect(sent.map((one) => one.key)).not.toContain('POST /api/referral/v1/names');
  expect(sent.find((one) => one.key === LIST)?.query.get('worklist')).toBe('outcome_missing');
  await expectAccessible(container);
});

it('records how it went in one click, for the owner who sees who came', async () => {
  const outcome = 'POST /api/scheduling/v1/appointments/a-1/outcome';
  const sent = answerWith({
    ...rows(appointment),
    [outcome]: { body: appointment },
    'POST /api/referral/v1/names': {
      body: { erased: [], names: [{ referral_id: 'r-1', given_name: 'Louise', family_name: 'Garnier' }] },
    },
  });
  await renderScreen(<AppointmentsPage search={{ liste: 'a-renseigner' }} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['professional'], professional_id: 'p-1' }),
  });
  expect(await screen.findByText(/Louise Garnier/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Honoré/ }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === outcome)?.body).toEqual({ outcome: 'fulfilled' }),
  );
});

it('says that the person arrived, on the day, and then how it went', async () => {
  const outcome = 'POST /api/scheduling/v1/appointments/a-1/outcome';
  const sent = answerWith({
    ...rows(
      { ...appointment, starts_at: new Date().toISOString() },
      { ...appointment, appointment_id: 'a-2', status: 'arrived', starts_at: new Date().toISOString() },
      { ...appointment, appointment_id: 'a-3', starts_at: '2026-11-02T08:30:00Z' },
    ),
    [outcome]: { body: appointment },
  });
  await renderScreen(<AppointmentsPage search={{ liste: 'a-venir' }} onSearch={vi.fn()} />);
  await userEvent.click(await screen.findByRole('button', { name: /^Arrivé/ }));
  await waitFor(() => expect(sent.find((one) => one.key === outcome)?.body).toEqual({ outcome: 'arrived' }));
  expect(screen.getAllByRole('button', { name: /^Non venu/ })).toHaveLength(3);
});

it('leads what the practice cancelled to other slots of the same professional for the same request', async () => {
  answerWith(rows({ ...appointment, status: 'cancelled_by_practice' }));
  await renderScreen(<AppointmentsPage search={{ liste: 'a-reprendre' }} onSearch={vi.fn()} />);
  const link = await screen.findByRole('link', { name: /Trouver un autre créneau/ });
  expect(link).toHaveAttribute('href', '/snp?demande=r-1&pro=p-1&type=snp');
});

it('says that nothing waits', async () => {
  answerWith(rows());
  await renderScreen(<AppointmentsPage search={{ liste: 'a-reprendre' }} onSearch={vi.fn()} />);
  expect(await screen.findByText('Aucun rendez-vous annulé n’attend une autre date.')).toBeVisible();
});

it('names the refusal when the role has no agenda', async () => {
  answerWith({
    [LIST]: { status: 403, body: { type: 'https://maillage.invalid/problems/role-refused' } },
  });
  await renderScreen(<AppointmentsPage search={{ liste: 'a-renseigner' }} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['evaluator'] }),
  });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
});

it('lists what is to come, and leads to the slots that suit what is moved', async () => {
  const sent = answerWith(rows({ ...appointment, allowed_acts: ['move', 'cancel'] }));
  const { container } = await renderScreen(
    <AppointmentsPage search={{ liste: 'a-venir' }} onSearch={vi.fn()} />,
    {
      session: aSession({ roles: ['referrer'] }),
    },
  );
  const link = await screen.findByRole('link', { name: /Déplacer/ });
  const href = new URL(link.getAttribute('href') ?? '', 'http://maillage.test');
  expect(Object.fromEntries(href.searchParams)).toEqual({
    deplacer: 'a-1',
    depuis: 's-1',
    le: appointment.starts_at,
    pro: 'p-1',
    profession: '"10"',
    demande: 'r-1',
    motif: 'snp',
  });
  expect(sent[0]?.query.get('worklist')).toBeNull();
  expect(sent[0]?.query.get('from')).toBeTruthy();
  await expectAccessible(container);
});

it('says of a booth where the person goes and that she is assisted, once', async () => {
  const booth = {
    modality: 'VR',
    agenda_kind: 'tele_booth',
    professional_name: 'Pharmacie du Pont',
    place_label: 'Pharmacie du Pont',
  };
  answerWith(rows({ ...appointment, ...booth, referral_id: null }));
  await renderScreen(<AppointmentsPage search={{ liste: 'a-venir' }} onSearch={vi.fn()} />);
  expect(await screen.findByText('En téléconsultation accompagnée, Pharmacie du Pont')).toBeVisible();
});

it('offers no act on what this person may only read, and says that it was cancelled', async () => {
  answerWith(rows({ ...appointment, status: 'cancelled_by_practice', allowed_acts: [] }));
  await renderScreen(<AppointmentsPage search={{ liste: 'a-venir' }} onSearch={vi.fn()} />);
  expect(await screen.findByText('Annulé par le cabinet')).toBeVisible();
  expect(screen.queryByRole('link', { name: /Déplacer/ })).toBeNull();
});

it('says who of another CPTS booked, and in whose agenda stands what was booked from here', async () => {
  const from = { cpts_name: 'CPTS Voisine', name: 'Claire Dumas', roles: ['referrer'] };
  const by = { cpts_id: '00000000-0000-4000-8000-000000000002', name: 'CPTS du Val' };
  answerWith(
    rows(
      { ...appointment, referral_id: null, booked_from: from },
      { ...appointment, appointment_id: 'a-2', shared_by: by, allowed_acts: ['move', 'cancel'] },
    ),
  );
  await renderScreen(<AppointmentsPage search={{ liste: 'a-venir' }} onSearch={vi.fn()} />);
  expect(await screen.findByText(/^Pris d’une autre CPTS : Claire Dumas, .*, CPTS Voisine$/)).toBeVisible();
  expect(screen.getByText('Agenda partagé par CPTS du Val')).toBeVisible();
  expect(screen.getByRole('link', { name: /Déplacer/ }).getAttribute('href')).toContain(by.cpts_id);
});

it('keeps to one day of one agenda for who reads many, says who booked, and offers the file of what is shown', async () => {
  const stated_by = { at: '2026-11-22T08:30:00Z', name: 'Nadia Benali', roles: ['referrer'] };
  const sent = answerWith({
    ...rows({ ...appointment, stated_by }),
    'GET /api/scheduling/v1/agendas': { body: { items: [] } },
  });
  const onSearch = vi.fn();
  const search = { liste: 'a-venir' as const, jour: '2026-11-23', agenda: 'p-1' };
  const { container } = await renderScreen(<AppointmentsPage search={search} onSearch={onSearch} />, {
    session: aSession({ roles: ['care_coordinator'] }),
  });
  expect(await screen.findByText(/^Réservé par Nadia Benali, dim\. 22 nov/)).toBeVisible();
  const { query } = sent.find((one) => one.key === LIST) ?? {};
  expect(query?.get('professional_id')).toBe('p-1');
  expect([query?.get('from'), query?.get('to')]).toEqual([
    '2026-11-22T23:00:00.000Z',
    '2026-11-23T23:00:00.000Z',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Tout afficher' }));
  expect(onSearch).toHaveBeenCalledWith({ liste: 'a-venir' });
  expect(screen.getByRole('button', { name: 'Exporter (CSV)' })).toBeVisible();
  await expectAccessible(container);
});

it('offers a professional the days of his own agenda, and no other agenda', async () => {
  answerWith(rows());
  const search = { liste: 'a-venir' as const, jour: '2026-11-23' };
  await renderScreen(<AppointmentsPage search={search} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['professional'], professional_id: 'p-1' }),
  });
  expect(await screen.findByText('Aucun rendez-vous de cette liste ne correspond.')).toBeVisible();
  expect(screen.getByLabelText('Jour')).toHaveValue('2026-11-23');
  expect(screen.queryByLabelText('Agenda')).not.toBeInTheDocument();
});
