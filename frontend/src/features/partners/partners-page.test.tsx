import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { type PartnerRoute, partnerRoutesQuery } from '@/handover/queries';
import { homeReturnCountsQuery } from '@/home-return/queries';
import { aPartnerRoute } from '@/test-build';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { PartnersPage } from './partners-page';

const HOME_RETURNS = {
  since: '2025-11-22',
  until: '2026-11-22',
  total: 2,
  items: [{ month: '2026-11', hospital_name: 'CH du Val', via: 'asked', count: 2 }],
};
const open = (...items: PartnerRoute[]) =>
  renderScreen(<PartnersPage />, {
    session: aSession({ roles: ['social_coordinator'] }),
    cached: [
      [partnerRoutesQuery.queryKey, { items }],
      [homeReturnCountsQuery.queryKey, HOME_RETURNS],
    ],
  });

it('lets those who only read it change nothing', async () => {
  await renderScreen(<PartnersPage />, {
    session: aSession({ roles: ['referrer'] }),
    cached: [[partnerRoutesQuery.queryKey, { items: [aPartnerRoute()] }]],
  });
  expect(screen.getByRole('article', { name: 'PASS de l’hôpital' })).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});

it('says that no partner is kept yet', async () => {
  await open();
  expect(screen.getByText('Aucun partenaire n’est encore enregistré.')).toBeVisible();
});

it('says of each partner what it may be told', async () => {
  const { container } = await open(
    aPartnerRoute(),
    aPartnerRoute({
      route_id: 'r2',
      name: 'CRIP',
      kind: 'child_protection',
      may_tell: [],
      hears_reports: true,
    }),
  );
  expect(screen.getByText('Peut recevoir : Nom de la personne, Bulletin social')).toBeVisible();
  expect(screen.getByRole('article', { name: 'CRIP' })).toHaveTextContent('Reçoit les signalements');
  await expectAccessible(container);
});

it('counts the returns home that were sent to their hospital, without identity', async () => {
  await open();
  const panel = screen.getByRole('region', { name: 'Retours à domicile réorientés' });
  expect(within(panel).getByRole('row', { name: /nov\. 2026.*CH du Val.*2/ })).toBeVisible();
});

it('changes the version that was read', async () => {
  const sent = answerWith({
    'PUT /api/referral/v1/partner-routes/r1': { body: aPartnerRoute({ version: 4 }) },
  });
  await open(aPartnerRoute());
  fireEvent.click(screen.getByRole('button', { name: /^Modifier/ }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Sollicité' }));
  fireEvent.click(within(dialog).getByRole('checkbox', { name: /accord du médecin traitant/ }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() =>
    expect(sent[0]?.body).toMatchObject({
      name: 'PASS de l’hôpital',
      is_active: false,
      needs_doctor_agreement: true,
      may_tell: ['name', 'social'],
    }),
  );
});
