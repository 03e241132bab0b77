import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { referralQuery, timelineQuery, wavesQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';

const ID = '0190a000-0000-7000-8000-00000000000a';
const ACTS = `/api/referral/v1/referrals/${ID}`;

/** A request that an imported list had brought without the agreement of its person. */
const open = () =>
  renderScreen(<CasePage id={ID} tab="suivi" />, {
    cached: [
      [
        referralQuery(ID).queryKey,
        aReferral({ status: 'draft', ball: 'coordinator', allowed_acts: ['consent', 'consent-refusal'] }),
      ],
      [timelineQuery(ID).queryKey, { items: [] }],
      [wavesQuery(ID).queryKey, { items: [], next_wave_due: false }],
    ],
  });

it('says that nothing starts before the person agrees, and offers nothing else', async () => {
  const { container } = await open();
  expect(screen.getByText(/Rien ne commence et personne n’est prévenu avant son oui/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Qualifier' })).toBeNull();
  await expectAccessible(container);
});

it('records how the person agreed, and to what', async () => {
  const sent = answerWith({ [`POST ${ACTS}/consent`]: { body: aReferral({}) } });
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Recueillir l’accord…' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Par écrit' }));
  fireEvent.change(within(dialog).getByLabelText('Le'), { target: { value: '2026-01-12' } });
  fireEvent.click(within(dialog).getByRole('checkbox', { name: /lise le bulletin/ }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer l’accord' }));
  await waitFor(() =>
    expect(sent[0]?.body).toEqual({
      given: 'written',
      bulletin_sharing: true,
      at: '2026-01-12T11:00:00.000Z',
    }),
  );
});

it('counts a refusal in an act that names itself, and leaves the case that is no more', async () => {
  const sent = answerWith({ [`POST ${ACTS}/consent-refusal`]: { body: {} } });
  const { location } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'La personne refuse…' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Le besoin est compté sans identité');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Compter le refus et effacer' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ recontact_on: null }));
  await waitFor(() => expect(location()).toContain('/demandes'));
});
