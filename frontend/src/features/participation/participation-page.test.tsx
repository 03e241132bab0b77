import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { monthAway } from '@/lib/dates';
import { inHours } from '@/lib/in-hours';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { ParticipationPage } from './participation-page';
import { FIGURES, type Line, type Participation, readParticipationSearch, slotsPath } from './queries';

const API = '/api/scheduling/v1/participation';
const DOCTOR = '0190a000-0000-7000-8000-0000000000d1';

const line = (overrides: Partial<Line> = {}): Line => ({
  professional_id: DOCTOR,
  professional_name: 'Dr Anne Roux',
  profession_code: '10',
  opened: 600,
  shared: 125,
  filled: 60,
  weeks: [{ week_of: '2026-11-02', opened: 600, shared: 125, filled: 60 }],
  weeks_kept: 1,
  signed_version: null,
  differs: false,
  ...overrides,
});

const participation = (overrides: Partial<Participation> = {}): Participation => ({
  month: '2026-11',
  is_over: true,
  items: [line()],
  ...overrides,
});

const open = (
  search = {},
  onSearch = vi.fn(),
  roles: Parameters<typeof aSession>[0] = { roles: ['director'] },
) =>
  renderScreen(<ParticipationPage search={{ mois: '2026-11', ...search }} onSearch={onSearch} />, {
    session: aSession(roles),
  });

it('says to other roles that the hours are not theirs', async () => {
  answerWith({
    [`GET ${API}`]: { status: 403, body: { type: 'https://maillage.example/problems/role-refused' } },
  });
  await open({}, vi.fn(), { roles: ['referrer'] });
  expect(await screen.findByRole('alert')).toBeVisible();
});

it('says that nothing was opened in a month', async () => {
  answerWith({ [`GET ${API}`]: { body: participation({ items: [] }) } });
  await open();
  expect(await screen.findByText(/Aucune plage ouverte/)).toBeVisible();
});

it('shows the hours of each and is accessible', async () => {
  answerWith({ [`GET ${API}`]: { body: participation() } });
  const { container } = await open();
  expect(
    await screen.findByRole('row', { name: /Dr Anne Roux.*10\sh.*2\sh\s05.*1\sh.*1 sur 1.*À signer/ }),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'Clé publique' })).toHaveAttribute(
    'href',
    '/api/scheduling/v1/public/participation-key',
  );
  await expectAccessible(container);
});

it('lets the director sign a month that is over, after saying what that means', async () => {
  const sent = answerWith({
    [`GET ${API}`]: { body: participation() },
    [`POST ${API}/statements`]: { body: { signed: 1, unchanged: 0 } },
  });
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'Signer 1 attestation' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/ne change plus/)).toBeVisible();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Signer 1 attestation' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(sent.find((one) => one.key === `POST ${API}/statements`)?.body).toEqual({ month: '2026-11' });
});

it('signs nothing before the month is over, and gives the act to the director alone', async () => {
  answerWith({ [`GET ${API}`]: { body: participation({ is_over: false }) } });
  await open();
  expect(await screen.findByText(/dernière semaine est passée/)).toBeVisible();
  answerWith({ [`GET ${API}`]: { body: participation() } });
  await open({}, vi.fn(), { roles: ['care_coordinator'] });
  expect((await screen.findAllByRole('row', { name: /Dr Anne Roux/ })).length).toBeGreaterThan(0);
  expect(screen.queryByRole('button', { name: /Signer/ })).not.toBeInTheDocument();
});

it('gives a signed statement as a sheet and as data, and says when its figures changed', async () => {
  const items = [
    line({ signed_version: 1 }),
    line({ professional_id: 'x', signed_version: 2, differs: true }),
  ];
  answerWith({ [`GET ${API}`]: { body: participation({ items }) } });
  await open();
  expect(await screen.findByText('Signée')).toBeVisible();
  expect(screen.getByText('Chiffres modifiés depuis')).toBeVisible();
  expect(screen.getAllByRole('button', { name: /Attestation de Dr Anne Roux en PDF/ })).toHaveLength(2);
});

it('opens the weeks and the slots behind a line', async () => {
  const slot = {
    slot_id: 's1',
    starts_at: '2026-11-02T08:00:00Z',
    ends_at: '2026-11-02T08:15:00Z',
    modalities: ['AMB'],
    shared: true,
    status: 'booked',
  };
  answerWith({
    [`GET ${API}`]: { body: participation() },
    [`GET ${API}/slots`]: { body: { items: [slot] } },
  });
  const { container } = await open({ pro: DOCTOR }, vi.fn(), { roles: ['professional'] });
  const section = await screen.findByRole('region', { name: 'Dr Anne Roux' });
  expect(
    await within(section).findByRole('row', { name: /9.h – 9.h.15.*Au cabinet.*Partagé.*Réservé/ }),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'Clé publique' })).toHaveAttribute(
    'href',
    '/api/scheduling/v1/public/participation-key',
  );
  await expectAccessible(container);
});

it('opens the slots of each figure', async () => {
  const slots = { [`GET ${API}/slots`]: { body: { items: [], next: null } } };
  const sent = answerWith({ [`GET ${API}`]: { body: participation() }, ...slots });
  const onSearch = vi.fn();
  const { unmount } = await open({}, onSearch);
  const row = await screen.findByRole('row', { name: /Dr Anne Roux/ });
  for (const [at, chiffre] of FIGURES.entries()) {
    fireEvent.click(within(row).getAllByRole('button')[at + 1] as HTMLElement);
    expect(onSearch).toHaveBeenLastCalledWith({ mois: '2026-11', pro: DOCTOR, chiffre });
  }
  unmount();
  await open({ pro: DOCTOR, chiffre: 'filled' });
  expect(await screen.findByRole('region', { name: 'Créneaux des heures réservées' })).toBeVisible();
  const asked = () => String(sent.find((one) => one.key === `GET ${API}/slots`)?.query);
  await expect.poll(asked).toBe(`month=2026-11&professional_id=${DOCTOR}&figure=filled`);
  expect(slotsPath('2026-11', DOCTOR, 'filled')).toBe(
    `/api/scheduling/v1/participation/slots?month=2026-11&professional_id=${DOCTOR}&figure=filled`,
  );
});

it('goes from month to month, over the new year too', async () => {
  const onSearch = vi.fn();
  answerWith({ [`GET ${API}`]: { body: participation() } });
  await open({}, onSearch);
  fireEvent.click(await screen.findByRole('button', { name: 'Mois suivant' }));
  expect(onSearch).toHaveBeenLastCalledWith({ mois: '2026-12' });
  expect([monthAway('2026-12', 1), monthAway('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
});

it('keeps a true month in the address, and no other', () => {
  expect(readParticipationSearch({ mois: '2026-11', pro: 'x', other: 1 })).toEqual({
    mois: '2026-11',
    pro: 'x',
  });
  expect(readParticipationSearch({ mois: '2026-13' })).toEqual({});
});

it('says minutes as hours', () => {
  expect([inHours(0), inHours(65), inHours(120)]).toEqual(['0\u00a0h', '1\u00a0h\u00a005', '2\u00a0h']);
});
