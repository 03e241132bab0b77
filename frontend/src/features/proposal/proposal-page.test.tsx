import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Candidate, Candidates } from '@/api/types';
import { partnerRoutesQuery } from '@/handover/queries';
import { referralQuery } from '@/referral/queries';
import { wishesQuery } from '@/referral/wishes';
import { aPartnerRoute, aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { ProposalPage } from './proposal-page';
import { candidatesQuery } from './queries';

const ID = '0190a000-0000-7000-8000-00000000000a';
const WAVES = `POST /api/referral/v1/referrals/${ID}/waves`;

const candidate = (number: number, proposed: boolean): Candidate => ({
  professional_id: `0190a000-0000-7000-8000-0000000000d${number}`,
  name: `Dr Médecin ${number}`,
  profession: '10',
  place: 'Val-d’Orge',
  distance_band: '2_to_5',
  rank: number,
  usual_doctor: false,
  proposed,
  reasons: [
    { kind: 'for', code: 'share', words: '3 patients ce trimestre, moyenne 5' },
    { kind: 'attention', code: 'delay', words: 'Premier rendez-vous dans 12 jours' },
  ],
  fair_share: { placements: 3, calibration: 0, target: 4.2, shortfall: 1.2, in_hand: 0 },
});

const proposal: Candidates = {
  rule_version: '2026-1',
  ring_km: 5,
  rings_km: [5, 10, 20],
  wave_size: 2,
  wave_reason: null,
  answer_within_hours: 12,
  answer_by: '2026-11-24T11:00:00Z',
  usual_doctor_alone: false,
  following: 'wider_ring',
  waves_sent: 0,
  candidates: [candidate(1, true), candidate(2, true), candidate(3, false)],
  excluded: [
    {
      professional_id: 'x',
      name: 'Dr Absent',
      condition_code: 'absent',
      words: 'En congé jusqu’au 30 novembre',
    },
  ],
};

const open = (overrides: Partial<Candidates> = {}, acts = ['waves'], wishes: { words: string }[] = []) =>
  renderScreen(<ProposalPage id={ID} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral({ status: 'qualified', allowed_acts: acts })],
      [candidatesQuery(ID).queryKey, { ...proposal, ...overrides }],
      [partnerRoutesQuery.queryKey, { items: [aPartnerRoute({ for_needs: ['find_medecin_traitant'] })] }],
      [wishesQuery(ID).queryKey, { items: wishes, settled_at: null }],
    ],
  });

it('explains each doctor in words, and every excluded one with his rule', async () => {
  const { container } = await open();
  const [first] = screen.getAllByRole('listitem');
  expect(first).toHaveTextContent('Pour');
  expect(first).toHaveTextContent('3 patients ce trimestre, moyenne 5');
  expect(first).toHaveTextContent('Attention');
  expect(screen.getByText('En congé jusqu’au 30 novembre')).toBeInTheDocument();
  expect(screen.queryByText(/\/100/)).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: /Lui passer le relais.*PASS/ })).toBeVisible();
  await expectAccessible(container);
});

it('says which wish could not be met so far, and why', async () => {
  const words = 'Une femme à moins de 10 km : 3 sollicitations, aucun oui';
  const { container } = await open({}, ['waves'], [{ words }]);
  expect(screen.getByRole('region', { name: 'Souhaits de la personne' })).toHaveTextContent(words);
  await expectAccessible(container);
});

it('starts from those the rules would ask, lets one be added, and says whom before anything leaves', async () => {
  const sent = answerWith({
    [WAVES]: { status: 201, body: { number: 1, answer_by: '2026-11-24T11:00:00Z', solicitations: [] } },
  });
  const { location } = await open();
  fireEvent.click(screen.getByRole('button', { name: /Ajouter.*Dr Médecin 3/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Solliciter la vague 1 (3)' }));
  const dialog = await screen.findByRole('dialog');
  expect(sent).toHaveLength(0);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Solliciter 3 médecins' }));
  await waitFor(() => expect(location()).toBe(`/demandes/${ID}`));
  expect(sent[0]?.body.professional_ids).toHaveLength(3);
  expect(sent[0]?.body).toMatchObject({ answer_within_hours: null, ring_km: 5 });
});

it('cannot send when nobody is chosen', async () => {
  await open();
  fireEvent.click(screen.getByRole('button', { name: /Dans la vague.*Dr Médecin 1/ }));
  fireEvent.click(screen.getByRole('button', { name: /Dans la vague.*Dr Médecin 2/ }));
  expect(screen.getByRole('button', { name: 'Choisissez au moins un professionnel' })).toBeDisabled();
});

it('says why when the search cannot start, and offers no sending', async () => {
  await open({}, []);
  expect(screen.getByText(/ne peut pas partir/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Solliciter/ })).not.toBeInTheDocument();
});

it('says that a ring is empty and what to do', async () => {
  await open({ candidates: [] });
  expect(screen.getByText('Aucun professionnel compatible dans ce rayon.')).toBeVisible();
});

it('asks for everybody of a household at once, unless the coordinator wants this person alone', async () => {
  const TOGETHER = 'POST /api/referral/v1/bundles/b-1/waves';
  const sent = answerWith({ [TOGETHER]: { body: {} }, [WAVES]: { status: 201, body: { number: 1 } } });
  const bundle = { bundle_id: 'b-1', kind: 'household' as const, count: 2 };
  const { container } = await renderScreen(<ProposalPage id={ID} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral({ status: 'qualified', allowed_acts: ['waves'], bundle })],
      [candidatesQuery(ID).queryKey, proposal],
      [partnerRoutesQuery.queryKey, { items: [] }],
      [wishesQuery(ID).queryKey, { items: [], settled_at: null }],
    ],
  });
  fireEvent.click(screen.getByRole('button', { name: /^Solliciter la vague 1/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByLabelText('Solliciter pour les 2 personnes ensemble')).toBeChecked();
  await expectAccessible(container);
  fireEvent.click(within(dialog).getByRole('button', { name: /^Solliciter 2/ }));
  await waitFor(() => expect(sent[0]?.key).toBe(TOGETHER));
  expect(sent[0]?.body.professional_ids).toHaveLength(2);
});
