import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { agreementsQuery, type Crossing, crossingsQuery } from '@/neighbours/queries';
import { aReferral } from '@/test-build';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { Crossings } from './crossings';

const ID = '0190a000-0000-7000-8000-00000000000a';
const aCrossing = (overrides: Partial<Crossing> = {}): Crossing => ({
  crossing_id: 'x1',
  to_cpts_id: 'c2',
  to_name: 'CPTS du Levant',
  state: 'open',
  given: 'oral',
  agreed_at: '2026-11-20T09:00:00Z',
  opened_at: '2026-11-20T09:00:00Z',
  opened_by_name: 'Capucine Coordonne',
  proposed_professional_id: null,
  proposed_name: null,
  chosen_at: null,
  ended_at: null,
  end_code: null,
  end_reason: null,
  end_words: null,
  ended_by_name: null,
  ...overrides,
});
const agreement = {
  agreement_id: 'a1',
  with_name: 'CPTS du Levant',
  kinds: ['medecin_traitant'],
  in_force: true,
};
const open = (items: Crossing[], agreements: unknown[] = [agreement]) =>
  renderScreen(<Crossings referral={aReferral({ status: 'searching' })} />, {
    session: aSession({ roles: ['care_coordinator'] }),
    cached: [
      [crossingsQuery(ID).queryKey, { items }],
      [agreementsQuery.queryKey, { items: agreements }],
    ],
  });

it('opens nothing where no agreement in force covers this kind of request', async () => {
  await open(
    [],
    [
      { ...agreement, in_force: false },
      { ...agreement, kinds: ['care'] },
    ],
  );
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir à une CPTS voisine…' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Aucun accord en vigueur ne couvre ce type de demande.');
  expect(within(dialog).getByRole('button', { name: 'Ouvrir à cette CPTS' })).toBeDisabled();
});

it('opens nothing before the person’s agreement is written down', async () => {
  const sent = answerWith({
    [`POST /api/referral/v1/referrals/${ID}/crossings`]: { status: 201, body: aCrossing() },
  });
  await open([]);
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir à une CPTS voisine…' }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  const act = within(dialog).getByRole('button', { name: 'Ouvrir à cette CPTS' });
  expect(act).toBeDisabled();
  fireEvent.click(within(dialog).getByRole('radio', { name: 'À l’oral' }));
  fireEvent.click(act);
  await waitFor(() => expect(sent[0]?.body).toEqual({ agreement_id: 'a1', given: 'oral' }));
});

it('closes it with a reason', async () => {
  const sent = answerWith({
    'POST /api/referral/v1/crossings/x1/revocation': { body: aCrossing({ state: 'ended' }) },
  });
  const { container } = await open([aCrossing({ state: 'proposed', proposed_name: 'Dr Anne Levantin' })]);
  expect(screen.getByText('Dr Anne Levantin accepte : la personne choisit.')).toBeVisible();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /^Refermer/ }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('radio', { name: 'La personne retire son accord' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Refermer la demande' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason_code: 'person_withdraws' }));
});

it('shows the words of a refusal', async () => {
  await open([
    aCrossing({
      state: 'ended',
      ended_at: '2026-11-21T09:00:00Z',
      end_code: 'refused',
      end_reason: 'no_capacity',
      end_words: 'Complets jusqu’à l’été.',
    }),
  ]);
  expect(screen.getByText(/Complets jusqu’à l’été/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Refermer/ })).toBeNull();
});
