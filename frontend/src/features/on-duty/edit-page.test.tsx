import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { EditPage } from './edit-page';

const PATH = '/api/scheduling/v1/information';
const written = {
  lead: 'Bienvenue',
  advice: [{ title: 'Soins à domicile', text: 'Appelez.', number: '0199000000' }],
  version: 2,
  written_by_name: 'Claire Lefèvre',
  written_at: '2026-11-20T09:00:00Z',
};

it('says to other roles that the page is not theirs to write', async () => {
  answerWith({ [`GET ${PATH}`]: { status: 403, body: {} } });
  await renderScreen(<EditPage />);
  expect(await screen.findByRole('alert')).toHaveTextContent('Accès refusé');
});

it('publishes nothing half written, and says when somebody else wrote meanwhile', async () => {
  answerWith({
    [`GET ${PATH}`]: { body: written },
    [`PUT ${PATH}`]: { status: 412, body: { type: 'x/precondition-failed' } },
  });
  await renderScreen(<EditPage />);
  const publish = await screen.findByRole('button', { name: 'Publier' });
  expect(publish).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Ajouter une rubrique' }));
  expect(publish).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Retirer la rubrique 2' }));
  await userEvent.type(screen.getByLabelText(/Introduction/), ' chez nous');
  await userEvent.click(publish);
  expect(await screen.findByRole('alert')).toBeVisible();
});

it('shows what everybody will read while it is typed, with its author, and publishes it', async () => {
  const sent = answerWith({
    [`GET ${PATH}`]: { body: written },
    [`PUT ${PATH}`]: { body: { ...written, version: 3 } },
  });
  const { container } = await renderScreen(<EditPage />);
  expect(await screen.findByText(/Version 2, écrite par Claire Lefèvre/)).toBeVisible();
  await userEvent.type(screen.getByLabelText('Titre de la rubrique 1'), ' et au cabinet');
  expect(screen.getByRole('heading', { name: 'Soins à domicile et au cabinet' })).toBeVisible();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: 'Publier' }));
  expect(await screen.findByText(/Version 3/)).toBeVisible();
  const put = sent.find((one) => one.key === `PUT ${PATH}`);
  expect(put?.headers.get('If-Match')).toBe('"2"');
  expect(put?.body).toMatchObject({ lead: 'Bienvenue', advice: [{ number: '0199000000' }] });
});
