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

it('hides from whoever does not keep the sheets what somebody said of his training', async () => {
  await renderScreen(<ProfessionalPage id="p-1" />, { session: aSession({ roles: ['referrer'] }), cached });
  expect(screen.queryByRole('heading', { name: /^Formation/ })).not.toBeInTheDocument();
});

it('tells the coordination who said what of a training, in the words of the profession', async () => {
  const nurse = {
    ...sheet,
    profession_code: '60',
    offer: { ...sheet.offer, teleconsultation: true },
    remote_care_training: {
      followed: { title: 'Soigner à distance', ended: '2024' },
      wishes_training: true,
      source: 'self',
      stated_at: '2026-11-20T09:00:00Z',
      stated_by: 'Anne Martin',
    },
  };
  await renderScreen(<ProfessionalPage id="p-1" />, {
    cached: [[professionalQuery('p-1').queryKey, nurse]],
  });
  expect(screen.getByRole('heading', { name: 'Formation au télésoin' })).toBeVisible();
  expect(screen.getByText('Soigner à distance (2024)')).toBeVisible();
  expect(screen.getByText(/dit le 20\/11\/2026 par Anne Martin/)).toBeVisible();
  expect(screen.getAllByText('Télésoin')).toHaveLength(2);
  expect(screen.queryByText('Téléconsultation')).not.toBeInTheDocument();
});

it('says that nothing was said of a training', async () => {
  await renderScreen(<ProfessionalPage id="p-1" />, { cached });
  expect(screen.getByRole('heading', { name: 'Formation à la téléconsultation' })).toBeVisible();
  expect(screen.getByText('Rien n’a été dit à la CPTS.')).toBeVisible();
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
