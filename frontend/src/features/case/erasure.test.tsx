import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Referral } from '@/api/types';
import { referralQuery, timelineQuery, wavesQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';
import type { CaseTab } from './search';

const ID = '0190a000-0000-7000-8000-00000000000a';
const ACT = `POST /api/referral/v1/referrals/${ID}`;

function open(overrides: Partial<Referral>, tab: CaseTab = 'suivi') {
  return renderScreen(<CasePage id={ID} tab={tab} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral({ status: 'closed', ...overrides })],
      [timelineQuery(ID).queryKey, { items: [] }],
      [wavesQuery(ID).queryKey, { items: [], next_wave_due: false }],
    ],
  });
}

it('erases nothing before a reason and the number typed again', async () => {
  const sent = answerWith({ [`${ACT}/erasure`]: { body: aReferral({ status: 'closed' }) } });
  await open({ allowed_acts: ['erasure', 'consent-withdrawal'] });
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /Effacer/, hidden: true }));
  const dialog = await screen.findByRole('dialog');
  const button = within(dialog).getByRole('button', { name: 'Effacer définitivement' });
  await userEvent.click(within(dialog).getByLabelText('À la demande de la personne'));
  await userEvent.type(within(dialog).getByLabelText(/Pour confirmer/), '26-041');
  expect(button).toBeDisabled();
  await userEvent.type(within(dialog).getByLabelText(/Pour confirmer/), '2');
  await expectAccessible(dialog);
  await userEvent.click(button);
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason_code: 'person_asks', case_number: '26-0412' }));
});

it('says when the content was erased and why, and that no bulletin is left, without an alarm', async () => {
  answerWith({
    [`GET /api/referral/v1/referrals/${ID}/care-bulletin`]: {
      status: 410,
      body: { type: 'https://maillage.invalid/problems/bulletin-erased' },
    },
  });
  await open({ allowed_acts: [], erased_at: '2026-11-20T09:00:00Z', erasure_reason: 'retention' }, 'soin');
  expect(screen.getByText('Fin de la durée de conservation')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir le bulletin' }));
  expect(await screen.findByText('Ce contenu a été effacé')).toBeVisible();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('erases with the consent once the number is typed, and refuses another one', async () => {
  const sent = answerWith({
    [`${ACT}/consent-withdrawal`]: { status: 422, body: { type: 'x/erasure-unconfirmed' } },
  });
  await open({ allowed_acts: ['consent-withdrawal'] });
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /retire son accord/, hidden: true }));
  const dialog = await screen.findByRole('dialog');
  const button = within(dialog).getByRole('button', { name: 'Retirer l’accord et effacer' });
  expect(button).toBeDisabled();
  await userEvent.type(within(dialog).getByLabelText(/Pour confirmer/), '26-0412');
  await userEvent.click(button);
  await waitFor(() => expect(sent[0]?.body).toEqual({ case_number: '26-0412' }));
  expect(dialog).toBeVisible();
});
