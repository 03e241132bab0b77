import { QueryClient } from '@tanstack/react-query';
import { liveIn, PARIS } from '@/lib/dates';
import { Problem } from './problem';
import type { Session } from './types';

/** Live lists are read again this often (ms): the fallback of the notifications stream. */
export const LIVE = 60_000;

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A refusal is an answer: only silence and 5xx are tried again.
        retry: (count, error) => count < 2 && !(error instanceof Problem && error.status < 500),
      },
      // Offline, an act fails at once and says so: kept back, it would be done later, when whoever asked has given it up.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  // However a session came to be known, and before any screen of it is drawn.
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== 'session') return;
    const session = query.state.data as Session | null | undefined;
    liveIn(session?.cpts?.time_zone ?? PARIS);
  });
  return client;
}
