import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Role } from '@/api/types';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { moved } from './criteria-fields';
import type { Draft, RuleSets } from './queries';
import { RulesPage } from './rules-page';
import { answers, rules } from './test-rules';

const line = {
  version: 'maillage-2026-1',
  state: 'in_force' as const,
  is_default: true,
  note: '',
  drafted_by_name: 'Maillage',
  author_name: 'Maillage',
  adopted_at: '2026-11-21T00:00:00Z',
  in_force_from: null,
  in_force_since: '2026-11-21T00:00:00Z',
};
const draft: Draft = {
  rules: moved(rules, 'pregnancy', '1'),
  note: 'Les grossesses attendent trop.',
  based_on: 'maillage-2026-1',
  author_name: 'Claire Lefèvre',
  saved_at: '2026-11-23T09:00:00Z',
  etag: '"2"',
};
const preview = {
  open_requests: 40,
  changed: 12,
  target_changed: 3,
  urgency_changed: 2,
  moves: [{ from_class: 2, to_class: 1, count: 12 }],
  items: [{ case_number: '26-0412', referral_id: 'r-1', from_class: 2, to_class: 1 }],
};
const sets = (overrides: Partial<RuleSets> = {}): RuleSets => ({
  in_force: { ...line, rules },
  items: [line],
  draft: null,
  proposed_answers: answers,
  may_draft: true,
  may_adopt: false,
  ...overrides,
});
const SETS = 'GET /api/referral/v1/rule-sets';
const DRAFT = '/api/referral/v1/rule-draft';

const open = (roles: Role[] = ['care_coordinator']) =>
  renderScreen(<RulesPage />, { session: aSession({ roles }) });

it('shows the rules to whoever only reads them, without a field', async () => {
  answerWith({ [SETS]: { body: sets({ may_draft: false }) } });
  const { container } = await open(['social_coordinator']);
  expect(await screen.findByText('En vigueur : version maillage-2026-1')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Préparer une modification' })).not.toBeInTheDocument();
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  await expectAccessible(container);
});

it('says why it may not be read by another role', async () => {
  answerWith({ [SETS]: { status: 403, body: { type: 'https://maillage.invalid/problems/role-refused' } } });
  await open(['referrer']);
  expect(await screen.findByText('Accès refusé')).toBeVisible();
});

it('saves a draft with its reason, on the version that was read', async () => {
  const sent = answerWith({ [SETS]: { body: sets() }, [`PUT ${DRAFT}`]: { body: draft } });
  const { container } = await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Préparer une modification' }));
  const save = screen.getByRole('button', { name: 'Enregistrer le brouillon' });
  fireEvent.change(screen.getByLabelText('Grossesse'), { target: { value: '1' } });
  expect(save).toBeDisabled();
  fireEvent.change(screen.getByLabelText('Pourquoi ce changement'), { target: { value: draft.note } });
  await userEvent.click(save);
  const put = await waitFor(() => sent.find((one) => one.key === `PUT ${DRAFT}`));
  expect(put?.headers.get('If-Match')).toBe('"0"');
  expect(put?.body).toEqual({ rules: draft.rules, note: draft.note });
  await expectAccessible(container);
});

it('says each broken rule in French, beside the class it is about', async () => {
  const errors = [{ field: 'rules.classes.1.target_days', rule: 'delays_grow', detail: 'less time' }];
  answerWith({
    [SETS]: { body: sets() },
    [`PUT ${DRAFT}`]: {
      status: 422,
      body: { type: 'https://maillage.invalid/problems/rules-refused', errors },
    },
  });
  await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Préparer une modification' }));
  fireEvent.change(screen.getByLabelText('P2, Placer en (jours)'), { target: { value: '1' } });
  fireEvent.change(screen.getByLabelText('Pourquoi ce changement'), { target: { value: 'Essai' } });
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer le brouillon' }));
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('P2 – une classe moins pressante n’a jamais moins de temps.');
});

it('shows what the draft would do to the queue, and leaves the adoption to the director', async () => {
  answerWith({ [SETS]: { body: sets({ draft }) }, [`GET ${DRAFT}/preview`]: { body: preview } });
  const { container } = await open();
  expect(await screen.findByText('12 demandes changeraient de classe')).toBeVisible();
  expect(screen.getByText(/P2 → P1/)).toBeVisible();
  expect(screen.getByRole('link', { name: '26-0412', hidden: true })).toBeInTheDocument();
  expect(screen.getByText('L’adoption revient à la direction.')).toBeVisible();
  await expectAccessible(container);
});

it('lets the director adopt behind a dialog, from a day on', async () => {
  const sent = answerWith({
    [SETS]: { body: sets({ draft, may_adopt: true }) },
    [`GET ${DRAFT}/preview`]: { body: preview },
    [`POST ${DRAFT}/adoption`]: { body: { ...line, version: '2026-1', rules: draft.rules } },
  });
  await open(['director']);
  await userEvent.click(await screen.findByRole('button', { name: 'Adopter…' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText('En vigueur à partir du'), {
    target: { value: '2030-01-01' },
  });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Adopter ces règles' }));
  const post = await waitFor(() => sent.find((one) => one.key === `POST ${DRAFT}/adoption`));
  expect(post?.body).toEqual({ in_force_from: '2030-01-01' });
  expect(post?.headers.get('If-Match')).toBe('"2"');
});
