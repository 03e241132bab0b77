import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Referral, Role } from '@/api/types';
import { colleaguesQuery, handoversQuery, type PartnerRoute, partnerRoutesQuery } from '@/handover/queries';
import { crossingsQuery } from '@/neighbours/queries';
import { referralQuery, timelineQuery } from '@/referral/queries';
import { aHandover, aPartnerRoute, aReferral } from '@/test-build';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';
import { readersQuery } from './readers-table';

const ID = '0190a000-0000-7000-8000-00000000000a';
const BASE = `/api/referral/v1/referrals/${ID}`;
const sonia = {
  account_id: 'a1',
  professional_id: null,
  name: 'Sonia Sociale',
  roles: ['social_coordinator'],
  seen_on: '2026-11-20',
};
const reader = {
  name: 'Sonia Sociale',
  role: null,
  bulletin: 'social' as const,
  ground: 'named_handover',
  opened_at: '2026-11-20T09:00:00Z',
  expires_at: null,
  opened_by_name: 'Capucine Coordonne',
};

interface Kept {
  referral?: Partial<Referral>;
  routes?: PartnerRoute[];
}

const open = (
  acts: string[],
  roles: Role[],
  handovers = [aHandover()],
  { referral, routes = [] }: Kept = {},
) =>
  renderScreen(<CasePage id={ID} tab="relais" />, {
    session: aSession({ roles }),
    cached: [
      [timelineQuery(ID).queryKey, { items: [] }],
      [
        referralQuery(ID).queryKey,
        aReferral({ status: 'qualified', allowed_acts: acts, holder_name: 'Carla', ...referral }),
      ],
      [handoversQuery(ID).queryKey, { items: handovers }],
      [readersQuery(ID).queryKey, { items: [reader] }],
      [crossingsQuery(ID).queryKey, { items: [] }],
      [colleaguesQuery.queryKey, { items: [sonia] }],
      [partnerRoutesQuery.queryKey, { items: routes }],
    ],
  });

it('gives no way to hand over to whoever may not', async () => {
  await open([], ['professional']);
  expect(screen.queryByRole('button', { name: /Passer le relais/ })).toBeNull();
  expect(screen.queryByRole('button', { name: /Changer/ })).toBeNull();
});

it('leaves its author a signalement alone', async () => {
  await open(['signalement'], ['referrer']);
  expect(screen.queryByRole('button', { name: /Passer le relais/ })).toBeNull();
  expect(screen.getByRole('button', { name: /Faire un signalement/ })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Reprendre/ })).toBeNull();
});

it('says who may read what, and hands over by name with the agreement', async () => {
  const sent = answerWith({ [`POST ${BASE}/handovers`]: { status: 201, body: aHandover() } });
  const { container } = await open(['holder', 'handovers', 'signalement'], ['care_coordinator']);
  expect(screen.getByRole('region', { name: 'Qui peut lire quoi' })).toHaveTextContent(
    'passage de relais nominatif',
  );
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: /Passer le relais/ }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  expect(within(dialog).getByRole('button', { name: 'Passer le relais' })).toBeDisabled();
  expect(within(dialog).queryByRole('radio', { name: /Sans accord/ })).toBeNull();
  fireEvent.change(within(dialog).getByRole('combobox', { name: 'Destinataire' }), {
    target: { value: 'a1' },
  });
  fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Bulletin social' }));
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Situation sociale' }));
  fireEvent.click(within(dialog).getByRole('radio', { name: /à l’oral/ }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Passer le relais' }));
  await waitFor(() =>
    expect(sent[0]?.body).toMatchObject({
      to_account_id: 'a1',
      told: ['social'],
      agreed: 'oral',
      channel: 'application',
    }),
  );
});

it('takes back what was handed over, with a reason', async () => {
  const path = 'POST /api/referral/v1/handovers/h1/revocation';
  const sent = answerWith({ [path]: { body: aHandover({ stands: false }) } });
  await open(['handovers', 'signalement'], ['care_coordinator']);
  fireEvent.click(screen.getByRole('button', { name: /^Reprendre/ }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Plus nécessaire' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Reprendre le relais' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason_code: 'no_longer_needed' }));
});

it('hands the case to a colleague of its kind', async () => {
  const sent = answerWith({ [`PUT ${BASE}/holder`]: { body: aReferral() } });
  await open(['holder'], ['care_coordinator']);
  fireEvent.click(screen.getByRole('button', { name: /Changer/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).queryByRole('option', { name: 'Sonia Sociale' })).toBeNull();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ account_id: null }));
});

it('leads a relay in psychiatry to the bodies of its own answer', async () => {
  const psychiatry = { kind: 'psychiatry' as const, need_codes: ['psychiatric_assessment' as const] };
  const cmp = aPartnerRoute({
    name: 'CMP L’Escale',
    kind: 'cmp',
    for_kinds: ['psychiatry'],
    for_relay: 'cmp',
  });
  const crisis = aPartnerRoute({
    ...cmp,
    route_id: 'r2',
    name: 'Centre de crise',
    for_relay: 'crisis_centre',
  });
  await open(['handovers'], ['care_coordinator'], [], {
    referral: { ...psychiatry, relay_to: 'cmp' },
    routes: [cmp, crisis],
  });
  const panel = screen.getByRole('region', { name: 'Partenaires pour cette demande' });
  expect(panel).not.toHaveTextContent('Centre de crise');
  fireEvent.click(within(panel).getByRole('button', { name: /CMP L’Escale/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('combobox', { name: 'Partenaire' })).toHaveValue(cmp.route_id);
});

it('names first the partners that such a request is for', async () => {
  const pass = aPartnerRoute();
  const other = aPartnerRoute({
    route_id: 'r2',
    name: 'PRADO',
    kind: 'prado',
    for_kinds: ['discharge'],
    for_needs: [],
  });
  await open(['handovers', 'signalement'], ['care_coordinator'], [], {
    referral: { need_codes: ['rights'] },
    routes: [other, pass],
  });
  fireEvent.click(screen.getByRole('button', { name: /Passer le relais/ }));
  fireEvent.click(await screen.findByRole('radio', { name: 'Un partenaire' }));
  const group = screen.getByRole('group', { name: 'Pour cette demande' });
  expect(within(group).getAllByRole('option')).toHaveLength(1);
  expect(within(group).getByRole('option', { name: /^PASS/ })).toBeInTheDocument();
  const others = screen.getByRole('group', { name: 'Autres partenaires' });
  expect(within(others).getByRole('option', { name: /^PRADO/ })).toBeInTheDocument();
});
