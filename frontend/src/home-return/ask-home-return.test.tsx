import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { AskHomeReturn } from './ask-home-return';
import { type HomeReturnRefused, hospitalsQuery, type SocialService } from './queries';

const HOSPITAL = { finess: '970000014', name: 'CH du Val', commune_code: '99001', has_service: true };
const ASK = 'POST /api/referral/v1/home-returns';

const aService = (overrides: Partial<SocialService> = {}): SocialService => ({
  route_id: 'r1',
  finess: HOSPITAL.finess,
  name: 'Service social du CH',
  contact_name: 'Mme Lafon',
  phone: '0199000060',
  email: '',
  place: 'Bâtiment B',
  hours: '',
  ...overrides,
});

async function asked(answer: Partial<HomeReturnRefused>) {
  const sent = answerWith({
    [ASK]: { status: 201, body: { hospital_name: null, services: [], is_of_hospital: false, ...answer } },
    'GET /api/directory/v1/structures/970000014': { body: { phone: '0199000001', address: '1 rue du Val' } },
  });
  const screenOf = await renderScreen(<AskHomeReturn />, {
    session: aSession({ roles: ['referrer'] }),
    cached: [[hospitalsQuery.queryKey, { items: [HOSPITAL] }]],
  });
  fireEvent.click(screen.getByRole('button', { name: /retour à domicile/ }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText('Hôpital quitté'), { target: { value: HOSPITAL.finess } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Trouver le service social' }));
  return { sent, dialog, ...screenOf };
}

it('sends nothing of a person, and gives the address of that hospital’s service', async () => {
  const { sent, dialog } = await asked({
    hospital_name: HOSPITAL.name,
    services: [aService()],
    is_of_hospital: true,
  });
  expect(await within(dialog).findByText('Service social du CH')).toBeVisible();
  expect(within(dialog).getByRole('link')).toHaveAttribute('href', 'tel:0199000060');
  expect(sent[0]?.body).toEqual({ finess: HOSPITAL.finess });
  await expectAccessible(dialog);
});

it('gives the switchboard when no address of that hospital is kept', async () => {
  const { dialog } = await asked({ hospital_name: HOSPITAL.name, services: [aService({ finess: null })] });
  await waitFor(() => expect(within(dialog).getByText(/Standard de l’hôpital/)).toBeVisible());
  expect(within(dialog).getByText('Services sociaux hospitaliers connus')).toBeVisible();
});
