import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Participant, Role } from '@/api/types';
import { referralQuery, timelineQuery, wavesQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';
import { participantsQuery } from './queries';
import type { CaseTab } from './search';

const ID = '0190a000-0000-7000-8000-00000000000a';
const BASE = `/api/referral/v1/referrals/${ID}`;
const notice = {
  notice_id: 'n1',
  subject: 'placed',
  state: 'delivered' as const,
  channel: 'application' as const,
  queued_at: '2026-11-20T09:00:00Z',
  state_at: '2026-11-20T09:00:00Z',
  waived_reason: null,
};
const participant = (overrides: Partial<Participant> = {}): Participant => ({
  participant_id: 'q1',
  part: 'referrer',
  name: 'Paul Roy',
  professional_id: 'p1',
  notices: [notice],
  ...overrides,
});

const open = (people: Participant[], roles: Role[], tab: CaseTab = 'suivi') =>
  renderScreen(<CasePage id={ID} tab={tab} />, {
    session: aSession({ roles }),
    cached: [
      [referralQuery(ID).queryKey, aReferral({ status: 'placed', allowed_acts: ['qualification'] })],
      [timelineQuery(ID).queryKey, { items: [] }],
      [wavesQuery(ID).queryKey, { items: [], next_wave_due: false }],
      [participantsQuery(ID).queryKey, { items: people }],
    ],
  });

it('names one more participant, and refuses in advance whoever takes part already', async () => {
  const found = [
    { professional_id: 'p1', given_name: 'Paul', family_name: 'Roy', profession_label: 'Pharmacien' },
    { professional_id: 'p2', given_name: 'Luc', family_name: 'Royer', profession_label: 'Infirmier' },
  ];
  const sent = answerWith({
    'GET /api/directory/v1/professionals': { body: { items: found, next: null } },
    [`POST ${BASE}/participants`]: { status: 201, body: participant({ professional_id: 'p2' }) },
  });
  await open([participant()], ['care_coordinator'], 'participants');
  await userEvent.click(screen.getByRole('button', { name: 'Ajouter un participant…' }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  await userEvent.type(within(dialog).getByRole('combobox', { name: 'Professionnel' }), 'roy');
  const already = await screen.findByRole('option', { name: /participe déjà/ });
  expect(already).toHaveAttribute('data-combobox-disabled');
  await userEvent.click(screen.getByRole('option', { name: /Luc Royer/ }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ajouter Luc Royer' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key.startsWith('POST'))?.body).toEqual({ professional_id: 'p2' }),
  );
});

it('sends only the answers corrected when qualifying', async () => {
  const sent = answerWith({ [`POST ${BASE}/qualification`]: { body: aReferral({ status: 'qualified' }) } });
  await open([], ['care_coordinator']);
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /Qualifier en corrigeant/ }));
  const dialog = await screen.findByRole('dialog');
  const group = within(dialog).getByRole('radiogroup', { name: 'Grossesse' });
  fireEvent.click(within(group).getByRole('radio', { name: 'Oui' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Qualifier la demande' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key.endsWith('/qualification'))?.body).toEqual({
      expert_class: null,
      language_imperative: null,
      criteria: { pregnancy: 'yes' },
    }),
  );
});
