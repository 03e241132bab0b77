import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Professional } from '@/directory/queries';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { ContactForm } from './contact-form';

const PUT = 'PUT /api/directory/v1/professionals/p-1/contact';
const person = {
  professional_id: 'p-1',
  places: [{ place_id: 'c', phone: '0199000001', email: null }],
  contact: { email: null, phone: '0199000001', mssante: null, source: 'rpps' },
  version: 7,
} as unknown as Professional;

it('says which field is not an address, and keeps what was typed', async () => {
  answerWith({
    [PUT]: {
      status: 422,
      body: {
        type: 'https://maillage.invalid/problems/invalid-input',
        status: 422,
        errors: [{ field: 'email', rule: 'string_pattern_mismatch', detail: '' }],
      },
    },
  });
  await renderScreen(<ContactForm person={person} />);
  fireEvent.change(screen.getByLabelText('Adresse électronique'), { target: { value: 'cabinet' } });
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer les coordonnées' }));
  expect(await screen.findByText('Cette adresse n’est pas valide')).toBeVisible();
  expect(screen.getByLabelText('Adresse électronique')).toHaveValue('cabinet');
});

it('corrects only what differs from the register, so that its later changes are followed', async () => {
  const sent = answerWith({ [PUT]: { body: { professional_id: 'p-1', version: 8 } } });
  const { container } = await renderScreen(<ContactForm person={person} />);
  await expectAccessible(container);
  fireEvent.change(screen.getByLabelText('Adresse électronique'), {
    target: { value: 'dr@cabinet.example' },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer les coordonnées' }));
  await waitFor(() =>
    expect(sent[0]?.body).toEqual({ phone: null, email: 'dr@cabinet.example', mssante: null }),
  );
  expect(sent[0]?.headers.get('If-Match')).toBe('"7"');
});
