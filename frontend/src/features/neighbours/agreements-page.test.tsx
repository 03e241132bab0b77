import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Role } from '@/api/types';
import { type Agreement, agreementsQuery, neighbourCptsQuery } from '@/neighbours/queries';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { AgreementsPage } from './agreements-page';

const API = '/api/referral/v1';
const anAgreement = (overrides: Partial<Agreement> = {}): Agreement => ({
  agreement_id: 'a1',
  with_cpts_id: 'c2',
  with_name: 'CPTS du Levant',
  side: 'receiving',
  kinds: ['medecin_traitant'],
  starts_on: '2026-11-01',
  ends_on: '2027-10-31',
  state: 'accepted',
  in_force: true,
  offered_at: '2026-11-01T09:00:00Z',
  offered_by_name: 'Armelle Quintrec',
  answered_at: '2026-11-02T09:00:00Z',
  answered_by_name: 'Blandine Voisin',
  revoked_at: null,
  revoked_by_name: null,
  revoked_by_us: false,
  open_requests: 2,
  ...overrides,
});

const agreements = (roles: Role[], ...items: Agreement[]) =>
  renderScreen(<AgreementsPage />, {
    session: aSession({ roles }),
    cached: [
      [agreementsQuery.queryKey, { items }],
      [neighbourCptsQuery.queryKey, { items: [{ cpts_id: 'c2', name: 'CPTS du Levant' }] }],
    ],
  });
it('lets a coordinator read the agreements and change none', async () => {
  await agreements(['care_coordinator'], anAgreement());
  expect(screen.getByRole('heading', { name: 'CPTS du Levant' })).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByRole('link', { name: 'Reçues d’une CPTS voisine' })).toBeVisible();
});

it('says that no agreement stands yet, and offers one', async () => {
  const sent = answerWith({ [`POST ${API}/neighbour-agreements`]: { status: 201, body: anAgreement() } });
  await agreements(['director']);
  expect(screen.getByRole('status')).toHaveTextContent('Aucun accord.');
  fireEvent.click(screen.getByRole('button', { name: 'Proposer un accord…' }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  expect(within(dialog).getByRole('button', { name: 'Proposer l’accord' })).toBeDisabled();
  fireEvent.change(within(dialog).getByRole('combobox'), { target: { value: 'c2' } });
  fireEvent.click(within(dialog).getAllByRole('checkbox')[0] as HTMLElement);
  fireEvent.change(within(dialog).getByLabelText(/Dernier jour/), { target: { value: '2027-10-31' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Proposer l’accord' }));
  await waitFor(() =>
    expect(sent[0]?.body).toMatchObject({ to_cpts_id: 'c2', ends_on: '2027-10-31', starts_on: null }),
  );
});

it('accepts what was offered to this side, and not what it offered itself', async () => {
  const answer = `POST ${API}/neighbour-agreements/a1/answer`;
  const sent = answerWith({ [answer]: { body: anAgreement() } });
  await agreements(
    ['director'],
    anAgreement({ state: 'offered' }),
    anAgreement({ agreement_id: 'a2', state: 'offered', side: 'offering', with_name: 'CPTS du Nord' }),
  );
  expect(screen.getAllByRole('button', { name: /^Accepter/ })).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: /^Accepter/ }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ answer: 'accept' }));
});

it('says what a revocation closes before it is done', async () => {
  const sent = answerWith({
    [`POST ${API}/neighbour-agreements/a1/revocation`]: { body: anAgreement({ state: 'revoked' }) },
  });
  const { container } = await agreements(['director'], anAgreement());
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /^Révoquer/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('2 demandes ouvertes se referment aussitôt');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Révoquer l’accord' }));
  await waitFor(() => expect(sent[0]?.key).toBe(`POST ${API}/neighbour-agreements/a1/revocation`));
});
