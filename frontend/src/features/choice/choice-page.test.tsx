import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Proposal } from '@/api/types';
import { proposalsQuery, referralQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { ChoicePage } from './choice-page';

const ID = '0190a000-0000-7000-8000-00000000000a';
const BASE = `/api/referral/v1/referrals/${ID}`;

const aProposal = (overrides: Partial<Proposal> = {}): Proposal => ({
  professional_id: '0190a000-0000-7000-8000-0000000000d1',
  name: 'Dr Anne Martin',
  profession: '10',
  place: 'Val-d’Orge',
  distance_band: 'under_2',
  phone: '0235000000',
  condition: 'from_next_month',
  answered_at: '2026-11-23T09:00:00Z',
  rank: 1,
  state: 'proposed',
  ...overrides,
});

const open = (...items: Proposal[]) =>
  renderScreen(<ChoicePage id={ID} />, {
    cached: [
      [
        referralQuery(ID).queryKey,
        aReferral({ status: 'proposed', allowed_acts: ['choice', 'choice/decline'] }),
      ],
      [proposalsQuery(ID).queryKey, { items }],
    ],
  });

it('shows each yes with its condition, the reserve apart, and reads no identity by itself', async () => {
  const sent = answerWith({});
  const { container } = await open(
    aProposal(),
    aProposal({ professional_id: 'd2', name: 'Dr Luc Petit', state: 'reserve', rank: 4 }),
  );
  expect(screen.getAllByText(/À partir du mois prochain/)[0]).toBeVisible();
  expect(screen.getByRole('heading', { name: /Réserve/ })).toBeVisible();
  expect(sent).toHaveLength(0);
  await expectAccessible(container);
});

it('opens the bulletin to the chosen doctor only after a dialog that says so, then leads to the appointment', async () => {
  const sent = answerWith({ [`POST ${BASE}/choice`]: { body: aReferral({ status: 'placed' }) } });
  await open(aProposal());
  fireEvent.click(screen.getByRole('button', { name: 'La personne choisit Dr Anne Martin' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('pour personne d’autre');
  fireEvent.click(within(dialog).getByRole('button', { name: /Enregistrer le choix/ }));
  expect(await screen.findByRole('link', { name: 'Prendre le premier rendez-vous' })).toHaveAttribute(
    'href',
    `/snp?demande=${ID}&pro=0190a000-0000-7000-8000-0000000000d1`,
  );
  expect(sent[0]?.body).toEqual({
    professional_id: '0190a000-0000-7000-8000-0000000000d1',
    recorded: 'oral',
  });
});

it('records a no without a penalty', async () => {
  const sent = answerWith({ [`POST ${BASE}/choice/decline`]: { body: aReferral({ status: 'searching' }) } });
  await open(aProposal());
  fireEvent.click(screen.getByRole('button', { name: /^Décliner/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('garde son rang');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer le refus' }));
  await waitFor(() => expect(sent[0]?.body.reason_code).toBe('not_said'));
});

it('promises no bulletin when the person agreed to the search alone', async () => {
  answerWith({ [`POST ${BASE}/choice`]: { body: aReferral({ status: 'placed', bulletin_sharing: false }) } });
  await renderScreen(<ChoicePage id={ID} />, {
    cached: [
      [
        referralQuery(ID).queryKey,
        aReferral({ status: 'proposed', bulletin_sharing: false, allowed_acts: ['choice'] }),
      ],
      [proposalsQuery(ID).queryKey, { items: [aProposal()] }],
    ],
  });
  fireEvent.click(screen.getByRole('button', { name: 'La personne choisit Dr Anne Martin' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Confier la personne à Dr Anne Martin');
  expect(dialog).toHaveTextContent('le bulletin reste fermé');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer le choix' }));
  expect(await screen.findByText(/s’ouvrira avec l’accord de partage/)).toBeVisible();
});
