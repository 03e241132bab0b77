import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { type PartnerRoute, partnerRoutesQuery } from '@/handover/queries';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { PartnersPage } from './partners-page';

const aRoute = (overrides: Partial<PartnerRoute> = {}): PartnerRoute => ({
  route_id: 'r1',
  kind: 'pass',
  name: 'PASS de l’hôpital',
  contact_name: 'Mme Lafon',
  phone: '0199000050',
  email: '',
  place: '',
  hours: '',
  serves: 'Personnes sans droits ouverts',
  may_tell: ['name', 'social'],
  is_active: true,
  hears_reports: false,
  edited_at: '2026-11-20T09:00:00Z',
  edited_by_name: 'Sonia Sociale',
  version: 3,
  ...overrides,
});
const open = (...items: PartnerRoute[]) =>
  renderScreen(<PartnersPage />, {
    session: aSession({ roles: ['social_coordinator'] }),
    cached: [[partnerRoutesQuery.queryKey, { items }]],
  });

it('lets those who only read it change nothing', async () => {
  await renderScreen(<PartnersPage />, {
    session: aSession({ roles: ['referrer'] }),
    cached: [[partnerRoutesQuery.queryKey, { items: [aRoute()] }]],
  });
  expect(screen.getByRole('region', { name: 'PASS de l’hôpital' })).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});

it('says that no partner is kept yet', async () => {
  await open();
  expect(screen.getByText('Aucun partenaire n’est encore enregistré.')).toBeVisible();
});

it('says of each partner what it may be told', async () => {
  const { container } = await open(
    aRoute(),
    aRoute({ route_id: 'r2', name: 'CRIP', kind: 'child_protection', may_tell: [], hears_reports: true }),
  );
  expect(screen.getByText('Peut recevoir : Nom de la personne, Bulletin social')).toBeVisible();
  expect(screen.getByRole('region', { name: 'CRIP' })).toHaveTextContent('Reçoit les signalements');
  await expectAccessible(container);
});

it('changes the version that was read', async () => {
  const sent = answerWith({ 'PUT /api/referral/v1/partner-routes/r1': { body: aRoute({ version: 4 }) } });
  await open(aRoute());
  fireEvent.click(screen.getByRole('button', { name: /^Modifier/ }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Sollicité' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() =>
    expect(sent[0]?.body).toMatchObject({
      name: 'PASS de l’hôpital',
      is_active: false,
      may_tell: ['name', 'social'],
    }),
  );
});
