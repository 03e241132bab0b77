import { MutationObserver, onlineManager } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
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
