import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Bundle, BundleLine } from '@/api/types';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { LineUp } from './line-up';
import { bundleQuery } from './queries';

const ID = '0190a000-0000-7000-8000-0000000000b1';
const NURSE = '0190a000-0000-7000-8000-00000000000a';
const ACT = `POST /api/referral/v1/bundles/${ID}`;
const READ = `GET /api/referral/v1/bundles/${ID}`;

const aLine = (overrides: Partial<BundleLine> = {}): BundleLine => ({
  referral_id: NURSE,
  case_number: '26-0412',
  kind: 'discharge',
  need_codes: ['nurse_at_discharge'],
  age_band: null,
  sex: null,
  status: 'qualified',
  standing: 'to_ask',
  urgency: 'urgent',
  priority_class: 1,
  professional_name: null,
  answers: { asked: 0, yes: 0, no: 0, silent: 0 },
  answer_by: null,
  target_at: null,
  ...overrides,
});

const aBundle = (overrides: Partial<Bundle> = {}): Bundle => ({
  bundle_id: ID,
  kind: 'discharge',
  state: 'planned',
  discharge_at: '2026-11-27T13:00:00Z',
  hours_left: 20,
  short_notice: true,
  confirmed_at: null,
  found: 1,
  wanted: 2,
  lines: [
    aLine({ standing: 'found', status: 'placed', professional_name: 'Inès Morel' }),
    aLine({ referral_id: 'b', case_number: '26-0413', need_codes: ['physiotherapy'] }),
  ],
  allowed_acts: ['discharge-move', 'discharge-cancellation', 'discharge-confirmation'],
  ...overrides,
});

const open = (overrides: Partial<Bundle> = {}) =>
  renderScreen(<LineUp bundleId={ID} here={NURSE} />, {
    cached: [[bundleQuery(ID).queryKey, aBundle(overrides)]],
  });

it('says who is found, who is missing and how long is left', async () => {
  const { container } = await open();
  expect(screen.getByText('Trouvés : 1 sur 2')).toBeVisible();
  expect(screen.getByText('Sortie prévue vendredi 27 novembre, 14 h')).toBeVisible();
  expect(screen.getByText(/reste 20 h/)).toBeVisible();
  expect(screen.getByText(/Moins de 24 h/)).toBeVisible();
  const [nurse, physiotherapist] = screen.getAllByRole('listitem');
  expect(within(nurse as HTMLElement).getByText('Inès Morel')).toBeVisible();
  expect(within(nurse as HTMLElement).getByText('Cette demande')).toBeVisible();
  expect(within(physiotherapist as HTMLElement).getByText('À solliciter')).toBeVisible();
  expect(screen.getByRole('link', { name: '26-0413' })).toHaveAttribute('href', '/demandes/b');
  await expectAccessible(container);
});

it('offers only the acts that the service allows, and opens no request of others', async () => {
  await open({
    allowed_acts: [],
    lines: [aLine({ referral_id: null, case_number: null, standing: 'found' })],
  });
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
  expect(screen.getByText('Non accessible')).toBeVisible();
});

it('moves the discharge to an hour of Paris, and back by « Annuler »', async () => {
  const sent = answerWith({ [`${ACT}/discharge-move`]: { body: aBundle() }, [READ]: { body: aBundle() } });
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Déplacer la sortie…' }));
  fireEvent.change(await screen.findByLabelText(/Jour de la sortie/), { target: { value: '2026-11-30' } });
  fireEvent.change(screen.getByLabelText(/Heure/), { target: { value: '10:30' } });
  fireEvent.click(screen.getByRole('button', { name: 'Déplacer la sortie' }));
  await waitFor(() => expect(sent.some((one) => one.key.endsWith('discharge-move'))).toBe(true));
  expect(sent[0]?.body).toEqual({ discharge_at: '2026-11-30T09:30:00.000Z' });
});

it('cancels only with a reason, in a dialog that says what leaves', async () => {
  const sent = answerWith({
    [`${ACT}/discharge-cancellation`]: { body: aBundle({ state: 'cancelled' }) },
    [READ]: { body: aBundle({ state: 'cancelled' }) },
  });
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Annuler la sortie…' }));
  const act = await screen.findByRole('button', { name: 'Annuler la sortie' });
  expect(act).toBeDisabled();
  fireEvent.click(screen.getByLabelText('Reste à l’hôpital'));
  fireEvent.click(act);
  expect(await screen.findByText('Sortie annulée')).toBeVisible();
  expect(sent[0]?.body).toEqual({ reason_code: 'stays_in_hospital' });
});

it('confirms and qualifies at once', async () => {
  const sent = answerWith({
    [`${ACT}/qualification`]: { body: aBundle() },
    [`${ACT}/discharge-confirmation`]: { body: aBundle() },
    [READ]: { body: aBundle() },
  });
  await open({ allowed_acts: ['qualification', 'discharge-confirmation'] });
  fireEvent.click(screen.getByRole('button', { name: 'Qualifier toutes les demandes' }));
  await waitFor(() => expect(sent.some((one) => one.key === `${ACT}/qualification`)).toBe(true));
  fireEvent.click(await screen.findByRole('button', { name: 'Confirmer la sortie' }));
  await waitFor(() => expect(sent.some((one) => one.key === `${ACT}/discharge-confirmation`)).toBe(true));
});
