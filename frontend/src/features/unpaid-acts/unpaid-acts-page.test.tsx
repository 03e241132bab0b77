import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { type UnpaidAct, unpaidActsQuery } from '@/unpaid-acts/queries';
import { UnpaidActsPage } from './unpaid-acts-page';

const anAct = (overrides: Partial<UnpaidAct> = {}): UnpaidAct => ({
  unpaid_act_id: 'a1',
  referral_id: 'r1',
  case_number: '26-0412',
  professional_id: 'p1',
  professional_name: 'Dr Anne Martin',
  kind: 'consultation',
  done_on: '2026-11-02',
  agreed: 'oral',
  listed_at: '2026-11-03T09:00:00Z',
  listed_by_name: 'Dr Anne Martin',
  state: 'to_claim',
  state_at: '2026-11-03T09:00:00Z',
  state_by_name: 'Dr Anne Martin',
  reason_code: null,
  is_erased: false,
  may: ['claim', 'drop'],
  ...overrides,
});

const open = (roles: Parameters<typeof aSession>[0] & object, ...items: UnpaidAct[]) =>
  renderScreen(<UnpaidActsPage search={{ etat: 'to_claim' }} onSearch={vi.fn()} />, {
    session: aSession(roles),
    cached: [
      [unpaidActsQuery('to_claim').queryKey, { pages: [{ items, next: null }], pageParams: [undefined] }],
    ],
  });

beforeAll(() => {
  URL.createObjectURL = () => 'blob:list';
  URL.revokeObjectURL = () => undefined;
});

it('lets a professional see what became of his own acts, and no more', async () => {
  await open({ roles: ['professional'] }, anAct({ may: [] }));
  expect(screen.getByText('26-0412')).toBeVisible();
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});

it('says where an act is flagged when none waits', async () => {
  await open({ roles: ['care_coordinator'] });
  expect(screen.getByText(/se signale depuis la demande/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Liste pour la CPAM' })).toBeDisabled();
});

it('offers nothing of a person whose identity is erased', async () => {
  await open({ roles: ['care_coordinator'] }, anAct({ is_erased: true, may: ['drop'] }));
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.getByText(/Identité effacée/)).toBeVisible();
});

it('says what the file holds before the names leave, and names the acts alone', async () => {
  const sent = answerWith({ 'POST /api/referral/v1/unpaid-acts/cpam-list': { body: 'Nom;Prénom' } });
  const { container } = await open({ roles: ['care_coordinator'] }, anAct());
  fireEvent.click(screen.getByRole('checkbox', { name: /Choisir l’acte du 02.11.2026, dossier 26-0412/ }));
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /1 acte/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('journal des lectures');
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('button', { name: /marquer comme transmis/ }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ unpaid_act_ids: ['a1'] }));
});

it('asks why when the CPAM refuses', async () => {
  const step = 'POST /api/referral/v1/unpaid-acts/a1/step';
  const sent = answerWith({ [step]: { body: anAct({ state: 'refused' }) } });
  await open({ roles: ['social_coordinator'] }, anAct({ state: 'claimed', may: ['pay', 'refuse'] }));
  fireEvent.click(screen.getByRole('button', { name: /^Refusé/ }));
  const dialog = await screen.findByRole('dialog');
  const confirm = within(dialog).getByRole('button', { name: 'Enregistrer le refus' });
  expect(confirm).toBeDisabled();
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Période non couverte' }));
  fireEvent.click(confirm);
  await waitFor(() => expect(sent[0]?.body).toEqual({ step: 'refuse', reason_code: 'period_not_covered' }));
});
