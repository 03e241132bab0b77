import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CopyOpenings } from './copy-openings';
import { Openings } from './openings';
import { PublishDialog } from './publish-dialog';
import type { Opening } from './queries';

const opening: Opening = {
  opening_id: 'o-1',
  professional_id: 'p-1',
  place_id: 'c-1',
  kind: 'weekly',
  weekdays: [1],
  starts_on: '2026-01-05',
  ends_on: null,
  from_time: '09:00',
  to_time: '12:00',
  slot_minutes: 15,
  modalities: ['AMB', 'VR'],
  appointment_type: 'WALKIN',
  reasons: [{ reason_code: 'first_visit', minutes: 40 }],
  overbooking: 1,
  audience: ['cpts', 'snp'],
  releases: [
    { audience: 'cpts', hours_before: 24, days_before: null, at_time: null },
    { audience: 'snp', hours_before: null, days_before: 0, at_time: '08:00' },
  ],
  shared_with: [],
  school_holidays: 'closed',
  exceptions: [],
  version: 2,
};
const other = { ...opening, opening_id: 'o-2', weekdays: [2], releases: [] };
const listed = { 'GET /api/scheduling/v1/openings': { body: { items: [opening, other], next: null } } };
const places = { 'GET /api/directory/v1/professionals/p-1': { body: { places: [] } } };
const VOISINE = { cpts_id: 'b-1', name: 'CPTS Voisine' };
const TOGETHER = 'POST /api/scheduling/v1/openings/revisions';
const COPIES = 'POST /api/scheduling/v1/openings/week-copies';

it('says of each opening who sees it and since when', async () => {
  answerWith({ ...listed, ...places });
  const { container } = await renderScreen(<Openings professionalId="p-1" />);
  expect(await screen.findByText('La CPTS · 24 h avant')).toBeVisible();
  expect(screen.getByText('Le SAS et la régulation · dès 8 h le jour même')).toBeVisible();
  expect(screen.getAllByText(/Sans rendez-vous · 1 en surbooking · Fermée/)).toHaveLength(2);
  await expectAccessible(container);
});

it('changes the chosen openings together, and says so when the owner alone may', async () => {
  const refusal = { type: 'https://maillage.invalid/problems/only-the-owner-widens', status: 403 };
  const sent = answerWith({ ...listed, ...places, [TOGETHER]: { status: 403, body: refusal } });
  await renderScreen(<Openings professionalId="p-1" />);
  for (const box of await screen.findAllByRole('checkbox', { name: 'Choisir' })) await userEvent.click(box);
  await userEvent.click(screen.getByRole('button', { name: 'Modifier les 2 plages choisies' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Le public' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Modifier 2 plages' }));
  expect(await dialog.findByText(/Seul le titulaire de l’agenda/)).toBeVisible();
  expect(sent.find((one) => one.key === TOGETHER)?.body).toMatchObject({
    professional_id: 'p-1',
    openings: [
      { opening_id: 'o-1', version: 2 },
      { opening_id: 'o-2', version: 2 },
    ],
    change: { audience: ['cpts', 'snp', 'public'] },
  });
});

it('changes of several openings only what is chosen', async () => {
  const sent = answerWith({ ...listed, ...places, [TOGETHER]: { body: { items: [] } } });
  await renderScreen(<Openings professionalId="p-1" />);
  for (const box of await screen.findAllByRole('checkbox', { name: 'Choisir' })) await userEvent.click(box);
  await userEvent.click(screen.getByRole('button', { name: 'Modifier les 2 plages choisies' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Qui voit et réserve' }));
  expect(dialog.getByRole('button', { name: 'Modifier 2 plages' })).toBeDisabled();
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Durée d’un créneau' }));
  fireEvent.change(dialog.getByLabelText('Durée d’un créneau (minutes)'), { target: { value: '20' } });
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Où' }));
  await userEvent.click(dialog.getByRole('checkbox', { name: 'À domicile' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Modifier 2 plages' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === TOGETHER)?.body).toHaveProperty('change', {
      slot_minutes: 20,
      modalities: ['AMB', 'VR', 'HH'],
    }),
  );
});

it('opens a span to an audience from an hour on, and to nobody by default', async () => {
  answerWith(places);
  await renderScreen(<PublishDialog professionalId="p-1" onClose={() => {}} />);
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('checkbox', { name: 'Les patients du cabinet' })).toBeChecked();
  expect(dialog.getByRole('checkbox', { name: 'La CPTS' })).not.toBeChecked();
  await userEvent.click(dialog.getByRole('checkbox', { name: 'La CPTS' }));
  fireEvent.change(dialog.getByLabelText(/^La CPTS.: visible$/), { target: { value: 'time' } });
  expect(dialog.getByLabelText('À partir de')).toHaveValue('08:00');
});

it('shares a span with another CPTS of its owner when he says so, and never by default', async () => {
  const cpts = { 'GET /api/scheduling/v1/professionals/p-1/sharable-cpts': { body: { items: [VOISINE] } } };
  const path = 'PUT /api/scheduling/v1/openings/o-1';
  const sent = answerWith({ ...places, ...cpts, [path]: { body: opening } });
  await renderScreen(<PublishDialog professionalId="p-1" opening={opening} onClose={() => {}} />);
  const dialog = within(await screen.findByRole('dialog'));
  const named = await dialog.findByRole('checkbox', { name: VOISINE.name });
  expect(named).not.toBeChecked();
  await userEvent.click(named);
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toMatchObject({ shared_with: [VOISINE.cpts_id] }),
  );
});

it('takes the other CPTS away with the CPTS, and asks nothing of who is in one alone', async () => {
  const cpts = 'GET /api/scheduling/v1/professionals/p-1/sharable-cpts';
  const path = 'PUT /api/scheduling/v1/openings/o-1';
  const shared = { ...opening, shared_with: [VOISINE.cpts_id] };
  const sent = answerWith({ ...places, [cpts]: { body: { items: [VOISINE] } }, [path]: { body: opening } });
  await renderScreen(<PublishDialog professionalId="p-1" opening={shared} onClose={() => {}} />);
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByRole('checkbox', { name: VOISINE.name })).toBeChecked();
  await userEvent.click(dialog.getByRole('checkbox', { name: 'La CPTS' }));
  expect(dialog.queryByRole('checkbox', { name: VOISINE.name })).not.toBeInTheDocument();
  await userEvent.click(dialog.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() => expect(sent.find((one) => one.key === path)?.body).toMatchObject({ shared_with: [] }));
});

it('says of a span with which other CPTS it is shared', async () => {
  const cpts = { 'GET /api/scheduling/v1/professionals/p-1/sharable-cpts': { body: { items: [VOISINE] } } };
  const items = [{ ...opening, shared_with: [VOISINE.cpts_id] }];
  answerWith({ ...places, ...cpts, 'GET /api/scheduling/v1/openings': { body: { items, next: null } } });
  await renderScreen(<Openings professionalId="p-1" />);
  expect(await screen.findByText(/Partagé aussi avec.: CPTS Voisine/)).toBeVisible();
});

it('copies the week shown to the weeks after it', async () => {
  const sent = answerWith({ [COPIES]: { status: 201, body: { items: [] } } });
  await renderScreen(<CopyOpenings professionalId="p-1" monday="2026-11-23" />);
  await userEvent.click(screen.getByRole('button', { name: 'Copier cette semaine' }));
  const weeks = await screen.findByLabelText('Vers combien de semaines suivantes');
  fireEvent.change(weeks, { target: { value: '2' } });
  await userEvent.click(screen.getByRole('button', { name: 'Copier la semaine' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === COPIES)?.body).toEqual({
      professional_id: 'p-1',
      from_week: '2026-11-23',
      to_weeks: ['2026-11-30', '2026-12-07'],
    }),
  );
});
