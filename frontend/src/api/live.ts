import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { COORDINATION, hasRole, useSession } from './session';

export const STREAM = '/api/referral/v1/stream';
/** One act makes several changes: they are read again together (ms). */
const SETTLES = 300;
/** After a refusal the browser gives up; lists are read again every minute anyway (ms). */
const TRIES_AGAIN = 60_000;
const LISTS = ['queue', 'board', 'call-list', 'worklists', 'bundle'];

/** Reads again what the service says has changed. It says which request, never what of it. */
export function useLive(): void {
  const queryClient = useQueryClient();
  const session = useSession();
  const watches = hasRole(session, 'secretary', ...COORDINATION);
  const cpts = session.cpts?.id;
  useEffect(() => {
    if (!watches || !cpts || typeof EventSource === 'undefined') return;
    const changed = new Set<string>();
    let stream: EventSource;
    let settling: number | undefined;
    let trying: number | undefined;
    let wasOpen = false;

    const read = () => {
      settling = undefined;
      for (const list of LISTS) void queryClient.invalidateQueries({ queryKey: ['referral', list] });
      for (const id of changed) void queryClient.invalidateQueries({ queryKey: ['referral', 'one', id] });
      changed.clear();
    };
    const readSoon = () => {
      settling ??= window.setTimeout(read, SETTLES);
    };
    const open = () => {
      stream = new EventSource(STREAM);
      stream.addEventListener('open', () => {
        // What changed while nobody listened was not told: everything shown is read again.
        if (wasOpen) void queryClient.invalidateQueries({ queryKey: ['referral'] });
        wasOpen = true;
      });
      stream.addEventListener('change', (event) => {
        const { referral_id } = JSON.parse((event as MessageEvent<string>).data);
        changed.add(referral_id);
        readSoon();
      });
      stream.addEventListener('error', () => {
        if (stream.readyState === EventSource.CLOSED) trying = window.setTimeout(open, TRIES_AGAIN);
      });
    };
    open();
    return () => {
      stream.close();
      window.clearTimeout(settling);
      window.clearTimeout(trying);
    };
  }, [queryClient, watches, cpts]);
}
