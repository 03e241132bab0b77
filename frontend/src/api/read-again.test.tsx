import { useMutation, useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderScreen } from '@/test-render';
import { useReadAgain } from './read-again';

const LIST = ['waiting', 'list'];
const BADGE = ['waiting', 'badge'];
const said = vi.fn<(words: string) => void>();

/** A list whose row is no more once its act is done, while the rest of the page is still being read. */
function Waiting() {
  const { data = [] } = useQuery({ queryKey: LIST, queryFn: async (): Promise<string[]> => [] });
  useQuery({ queryKey: BADGE, queryFn: () => new Promise<number>(() => {}) });
  return data.map((name) => <Row key={name} name={name} />);
}

function Row({ name }: { name: string }) {
  const take = useMutation({ mutationFn: async () => {}, onSettled: useReadAgain(['waiting']) });
  return (
    <button type="button" onClick={() => take.mutate(undefined, { onSuccess: () => said(name) })}>
      {name}
    </button>
  );
}

it('says the success of a row that what is read again takes away', async () => {
  const cached: [string[], unknown][] = [
    [LIST, ['Samedi 5']],
    [BADGE, 1],
  ];
  await renderScreen(<Waiting />, { cached });
  await userEvent.click(screen.getByRole('button', { name: 'Samedi 5' }));
  await vi.waitFor(() => expect(screen.queryByRole('button')).toBeNull());
  expect(said).toHaveBeenCalledExactlyOnceWith('Samedi 5');
});
