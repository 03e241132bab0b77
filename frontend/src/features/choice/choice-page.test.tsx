import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Proposal } from '@/api/types';
import { proposalsQuery, referralQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { ChoicePage } from './choice-page';
import { ProposalsPrintPage } from './proposals-print-page';

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
    recorded: 'phone',
  });
});

it('records a no without a penalty', async () => {
  const sent = answerWith({ [`POST ${BASE}/choice/decline`]: { body: aReferral({ status: 'searching' }) } });
  await open(aProposal());
  fireEvent.change(screen.getByLabelText('Réponse recueillie'), { target: { value: 'interpreter' } });
  fireEvent.click(screen.getByRole('button', { name: /^Décliner/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('garde son rang');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer le refus' }));
  await waitFor(() =>
    expect(sent[0]?.body).toEqual({
      professional_id: '0190a000-0000-7000-8000-0000000000d1',
      reason_code: 'not_said',
      recorded: 'interpreter',
    }),
  );
});

it('invites the person by the coordinator’s own telephone, in words that say nothing of health', async () => {
  const identity = {
    family_name: 'Zyborowska',
    given_name: 'Mélusine',
    birth_name: null,
    birth_date: null,
    birth_year: null,
    sex: 'female',
    address: null,
    commune_code: null,
    phone: '0612345678',
    email: 'm@exemple.test',
    through_referrer: false,
    nir: null,
    representative: null,
    reliability: {
      status: 'provisional',
      document: null,
      document_seen_by_name: null,
      document_seen_at: null,
      ins: null,
    },
  };
  answerWith({
    [`GET ${BASE}/care-bulletin`]: { body: { referral_id: ID, identity } },
    'GET /api/directory/v1/cpts/current': { body: { coordination_phone: '0199000040' } },
  });
  await open(aProposal());
  fireEvent.click(screen.getByRole('button', { name: 'Afficher l’identité et le téléphone' }));
  const sms = await screen.findByRole('link', { name: 'Préparer un SMS' });
  const words = decodeURIComponent(sms.getAttribute('href') ?? '');
  expect(words).toContain('sms:0612345678?body=Bonjour, la coordination (CPTS des Deux-Vallées)');
  for (const told of ['Zyborowska', 'Martin', 'médecin', 'soin']) expect(words).not.toContain(told);
  expect(screen.getByRole('link', { name: 'Préparer un courriel' }).getAttribute('href')).toContain(
    'mailto:',
  );
});

it('prints the proposals without the person’s identity, in French and in her language, with a box for no', async () => {
  answerWith({ 'GET /api/directory/v1/cpts/current': { body: { coordination_phone: '0199000040' } } });
  const { container } = await renderScreen(<ProposalsPrintPage id={ID} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral({ status: 'proposed' })],
      [
        proposalsQuery(ID).queryKey,
        { items: [aProposal(), aProposal({ state: 'reserve', name: 'Dr Petit' })] },
      ],
    ],
  });
  expect(await screen.findByText('☐ Je choisis Dr Anne Martin')).toBeVisible();
  expect(screen.getByText(/Je garde mon rang/)).toBeVisible();
  expect(screen.queryByText(/Dr Petit/)).toBeNull();
  fireEvent.change(screen.getByLabelText(/langue/i), { target: { value: 'en' } });
  expect(await screen.findByText('☐ I choose Dr Anne Martin')).toBeVisible();
  await expectAccessible(container);
});

it('has nothing to print once no proposal stands', async () => {
  await renderScreen(<ProposalsPrintPage id={ID} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral({ status: 'searching' })],
      [proposalsQuery(ID).queryKey, { items: [] }],
    ],
  });
  expect(screen.getByText(/rien à imprimer/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Imprimer' })).toBeNull();
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
