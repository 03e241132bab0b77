import { MutationObserver, onlineManager } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { clock } from '@/lib/dates';
import { createQueryClient } from './query-client';

afterEach(() => onlineManager.setOnline(true));

it('does not do later, once the network is back, what failed without it', async () => {
  const hold = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')));
  const act = new MutationObserver(createQueryClient(), { mutationFn: hold });
  onlineManager.setOnline(false);
  await expect(act.mutate()).rejects.toThrow('Failed to fetch');
  onlineManager.setOnline(true);
  await Promise.resolve();
  expect(hold).toHaveBeenCalledOnce();
});

it('says hours where the CPTS of the session lives, and in Paris again once it is left', () => {
  const client = createQueryClient();
  const noon = '2026-11-23T12:00:00Z';
  const works = (time_zone: string) =>
    client.setQueryData(['session'], { cpts: { id: 'c', name: '', time_zone } });
  works('Indian/Reunion');
  expect(clock(noon)).toBe('16:00');
  works('America/Cayenne');
  expect(clock(noon)).toBe('09:00');
  client.setQueryData(['another'], { cpts: { time_zone: 'Pacific/Noumea' } });
  expect(clock(noon)).toBe('09:00');
  client.setQueryData(['session'], null);
  expect(clock(noon)).toBe('13:00');
});
