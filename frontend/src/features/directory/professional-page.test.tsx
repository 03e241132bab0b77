import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { professionalQuery } from '@/directory/queries';
import { aSheet } from '@/test-build';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { ProfessionalPage } from './professional-page';

const VOLUNTEERING = 'PUT /api/directory/v1/professionals/p-1/volunteering';
const CHANGES = 'GET /api/directory/v1/professionals/p-1/changes';
const sheet = { ...aSheet(), professional_id: 'p-1' };
const cached: [readonly unknown[], unknown][] = [
  [professionalQuery('p-1').queryKey, { ...sheet, is_member: false, is_volunteer: false }],
];

it('shows the national number of a professional, which tells two people of one name apart', async () => {
  const { container } = await renderScreen(<ProfessionalPage id="p-1" />, {
    cached: [[professionalQuery('p-1').queryKey, aSheet()]],
  });
  expect(screen.getByText('Numéro RPPS 99000000010')).toBeVisible();
  await expectAccessible(container);
});

it('shows to whoever does not keep the sheets neither their history nor a way to volunteer others', async () => {
  await renderScreen(<ProfessionalPage id="p-1" />, { session: aSession({ roles: ['referrer'] }), cached });
  expect(screen.queryByRole('switch')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Voir qui a modifié cette fiche' })).not.toBeInTheDocument();
});

it('states no volunteering of a member: members are asked anyway', async () => {
  await renderScreen(<ProfessionalPage id="p-1" />, {
    cached: [[professionalQuery('p-1').queryKey, { ...sheet, is_member: true }]],
  });
  expect(screen.queryByRole('switch')).not.toBeInTheDocument();
});

it('records that somebody who is no member accepts to be asked', async () => {
  const sent = answerWith({ [VOLUNTEERING]: { body: { professional_id: 'p-1', is_volunteer: true } } });
  await renderScreen(<ProfessionalPage id="p-1" />, { cached });
  fireEvent.click(screen.getByRole('switch', { name: /Accepte d’être sollicité/ }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === VOLUNTEERING)?.body).toEqual({ is_volunteer: true }),
  );
});

it('reads who changed a sheet when somebody asks, and not before', async () => {
  const sent = answerWith({
    [CHANGES]: {
      body: {
        items: [
          {
            act: 'absence',
            author_name: 'Léonie Marsac',
            author_role: 'secretary',
            changed_at: '2026-11-20T09:00:00Z',
            before: {},
            after: {},
          },
        ],
        next: null,
      },
    },
  });
  await renderScreen(<ProfessionalPage id="p-1" />, { cached });
  expect(sent).toHaveLength(0);
  fireEvent.click(screen.getByRole('button', { name: 'Voir qui a modifié cette fiche' }));
  expect(await screen.findByText('Absence annoncée')).toBeVisible();
  expect(screen.getByText(/Léonie Marsac/)).toBeVisible();
});
