import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { expectAccessible, renderScreen } from '@/test-render';
import { ListFaces } from './list-faces';

const silence = new Problem(503);
const faces = (error: unknown, data?: unknown, refetch = vi.fn()) =>
  renderScreen(
    <ListFaces query={{ isPending: false, error, data, refetch }}>
      <input aria-label="Motif" />
    </ListFaces>,
  );

it('shows the failure when nothing was ever read', async () => {
  await faces(silence);
  expect(screen.getByRole('alert')).toHaveTextContent('La lecture a échoué');
  expect(screen.queryByLabelText('Motif')).not.toBeInTheDocument();
});

it.each([403, 404, 410])('takes away what was read once the server refuses it: %i', async (status) => {
  await faces(new Problem(status), []);
  expect(screen.getByRole('alert')).toBeVisible();
  expect(screen.queryByLabelText('Motif')).not.toBeInTheDocument();
});

it.each([0, 401, 503])(
  'keeps what was read, and says that it is old, when reading again fails: %i',
  async (status) => {
    const again = vi.fn();
    const { container } = await faces(new Problem(status), [], again);
    expect(screen.getByLabelText('Motif')).toBeVisible();
    expect(screen.getByText(/voici la dernière lecture/)).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(again).toHaveBeenCalledOnce();
    await expectAccessible(container);
  },
);
