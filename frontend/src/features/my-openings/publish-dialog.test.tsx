import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, renderScreen } from '@/test-render';
import { PublishDialog } from './publish-dialog';

it.each([
  ['a day that is past', { Le: '2020-01-01' }, 'Ce jour est passé.'],
  ['hours with no room for one slot', { à: '09:10' }, 'Ces heures sont plus courtes qu’un créneau.'],
  ['an end before the start', { à: '08:00' }, 'L’heure de fin doit suivre l’heure de début.'],
])('does not publish once %s, and says so at the field', async (_, said, why) => {
  const sent = answerWith({});
  await renderScreen(<PublishDialog professionalId="p-1" onClose={vi.fn()} />);
  await userEvent.click(screen.getByText('Une seule fois'));
  for (const [label, value] of Object.entries(said)) {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  }
  await userEvent.click(screen.getByRole('button', { name: 'Publier' }));
  expect(await screen.findByText(why)).toBeVisible();
  expect(sent.filter(({ key }) => key.startsWith('POST'))).toEqual([]);
});

it('does not publish a weekly opening that ends before it starts', async () => {
  answerWith({});
  await renderScreen(<PublishDialog professionalId="p-1" onClose={vi.fn()} />);
  fireEvent.change(screen.getByLabelText('À partir du'), { target: { value: '2027-03-01' } });
  fireEvent.change(screen.getByLabelText(/Jusqu’au/), { target: { value: '2027-02-01' } });
  await userEvent.click(screen.getByRole('button', { name: 'Publier' }));
  expect(await screen.findByText('Le dernier jour ne peut pas précéder le premier.')).toBeVisible();
});
