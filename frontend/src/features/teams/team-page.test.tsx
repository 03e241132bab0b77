import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { API, aSeat, aShift, aTeam, aWeek } from './a-team';
import { hoursQuery, type Team, type TeamWeek, teamQuery, weekQuery } from './queries';
import { TeamPage } from './team-page';

const onWeek = vi.fn();

function open(session: Parameters<typeof aSession>[0], team: Team, week: TeamWeek) {
  const screenAndNotices = (
    <>
      <TeamPage id="t1" onWeek={onWeek} />
      <Notifications />
    </>
  );
  return renderScreen(screenAndNotices, {
    session: aSession(session),
    cached: [
      [teamQuery('t1').queryKey, team],
      [weekQuery('t1', '2099-01-05').queryKey, week],
      [hoursQuery('t1').queryKey, { items: [] }],
    ],
  });
}

it('finds no team that another CPTS made', async () => {
  answerWith({ [`GET ${API}/teams/t1`]: { status: 404, body: { type: 'x/not-found' } } });
  await renderScreen(<TeamPage id="t1" onWeek={onWeek} />);
  expect(await screen.findByText(/Introuvable/)).toBeVisible();
});

it('says when nobody is needed that week, and leads to the next', async () => {
  answerWith({});
  await open({ roles: ['professional'] }, aTeam(), aWeek());
  expect(screen.getByText('Aucune vacation cette semaine.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Publier une vacation' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Semaine suivante' }));
  expect(onWeek).toHaveBeenLastCalledWith('2099-01-12');
});

it('takes a seat in one tap, and gives back the one that was given', async () => {
  const claim = `PUT ${API}/covers/s1/claim`;
  const release = `DELETE ${API}/covers/s2/claim`;
  const sent = answerWith({
    [claim]: { body: aSeat({ cover_id: 's2', status: 'claimed', is_mine: true }) },
    [release]: { body: aSeat() },
    [`GET ${API}/teams/t1`]: { body: aTeam() },
  });
  const week = aWeek({ shifts: [aShift([aSeat(), aSeat({ cover_id: 's2' })])] });
  const { container } = await open({ roles: ['professional'] }, aTeam(), week);
  expect(screen.getByRole('region', { name: /10 janvier/ })).toHaveTextContent(/Infirmier\s: 0 sur 2/);
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /^Je viens/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
  await waitFor(() => expect(sent.some((one) => one.key === release)).toBe(true));
});

it('does not offer a second seat to who has one of these hours', async () => {
  answerWith({});
  const mine = aSeat({ cover_id: 's2', status: 'claimed', locum_id: 'n1', is_mine: true, may: ['release'] });
  const shifts = [
    aShift([mine, aSeat()]),
    aShift([aSeat({ cover_id: 's3' })], { day: '2099-01-11', starts_at: '2099-01-11T08:00:00Z' }),
  ];
  await open({ roles: ['professional'] }, aTeam(), aWeek({ shifts }));
  const there = within(screen.getByRole('region', { name: /10 janvier/ }));
  expect(there.getByText('Vous')).toBeVisible();
  expect(there.queryByRole('button', { name: /^Je viens/ })).toBeNull();
  const other = within(screen.getByRole('region', { name: /11 janvier/ }));
  expect(other.getByRole('button', { name: /^Je viens/ })).toBeVisible();
});

it('lets the lead confirm, and says whom to move', async () => {
  const confirm = `PUT ${API}/covers/s1/confirmation`;
  const sent = answerWith({ [confirm]: { body: aSeat({ status: 'confirmed' }) } });
  const seat = aSeat({
    status: 'claimed',
    locum_id: 'n1',
    locum_name: 'Zoé Blanc',
    may: ['confirm', 'release', 'withdraw'],
  });
  const waiting = {
    appointment_id: 'a1',
    slot_id: 'x1',
    starts_at: '2099-01-10T08:00:00Z',
    professional_id: 'n2',
    professional_name: 'Luc Noir',
    reason_code: 'vaccination' as const,
  };
  const { container } = await open(
    { roles: ['care_coordinator'] },
    aTeam({ may_lead: true }),
    aWeek({ shifts: [aShift([seat], { slots: 18, slots_taken: 4 })], to_replace: [waiting] }),
  );
  expect(screen.getByText('4 créneaux pris sur 18')).toBeVisible();
  const move = screen.getByRole('link', { name: /Déplacer/ });
  expect(move.getAttribute('href')).toMatch(/deplacer=.*motif=vaccination/);
  expect(move.getAttribute('href')).not.toMatch(/pro=/);
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /^Confirmer.*Zoé Blanc/ }));
  await waitFor(() => expect(sent.some((one) => one.key === confirm)).toBe(true));
});

it('publishes a shift of several professions', async () => {
  const path = `POST ${API}/teams/t1/shifts`;
  const sent = answerWith({ [path]: { status: 201, body: aWeek() } });
  await open({ roles: ['secretary'] }, aTeam({ may_lead: true }), aWeek());
  fireEvent.click(screen.getByRole('button', { name: 'Publier une vacation' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: 'Ajouter une profession' }));
  const professions = dialog.getAllByLabelText('Profession');
  fireEvent.change(professions[1] as HTMLElement, { target: { value: '10' } });
  fireEvent.click(dialog.getAllByLabelText(/^Reçoit/)[1] as HTMLElement);
  fireEvent.click(dialog.getByRole('button', { name: 'Publier' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toMatchObject({
      seats: [
        { profession_code: '60', has_line: true, count: 1 },
        { profession_code: '10', has_line: false, count: 1 },
      ],
    }),
  );
});

it('books for a household in one act', async () => {
  const path = `POST ${API}/teams/t1/appointments`;
  const sent = answerWith({ [path]: { status: 201, body: { items: [] } } });
  await open({ roles: ['care_coordinator'] }, aTeam(), aWeek());
  fireEvent.change(screen.getByLabelText('Personnes'), { target: { value: '3' } });
  fireEvent.click(screen.getByRole('button', { name: 'Réserver 3 créneaux à la suite' }));
  await waitFor(() => expect(sent.find((one) => one.key === path)?.body).toEqual({ people: 3 }));
});
