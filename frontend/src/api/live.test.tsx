import { act, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aSession, renderScreen } from '@/test-render';
import { STREAM, useLive } from './live';
import type { Role } from './types';

/** Stands for the browser's own connection, which jsdom has none of. */
class Connection extends EventTarget {
  static readonly CLOSED = 2;
  static all: Connection[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    Connection.all.push(this);
  }
  close() {
    this.readyState = Connection.CLOSED;
  }
  tells(type: string, data = '') {
    act(() => void this.dispatchEvent(new MessageEvent(type, { data })));
  }
}

beforeEach(() => {
  Connection.all = [];
  vi.stubGlobal('EventSource', Connection);
});
afterEach(() => vi.unstubAllGlobals());

function Watching() {
  useLive();
  return null;
}

const open = (roles: Role[]) => renderScreen(<Watching />, { session: aSession({ roles }) });
const change = (id: string) => JSON.stringify({ referral_id: id, change: 'qualified' });

it('opens no stream for whoever does not work the queue', async () => {
  await open(['referrer']);
  expect(Connection.all).toHaveLength(0);
});

it('reads again the lists and the request that changed, and no bulletin', async () => {
  const { queryClient, unmount } = await open(['care_coordinator']);
  const read = vi.spyOn(queryClient, 'invalidateQueries');
  const [stream] = Connection.all;
  expect(stream?.url).toBe(STREAM);
  stream?.tells('open');
  stream?.tells('change', change('r-1'));
  stream?.tells('change', change('r-1'));
  await waitFor(() => expect(read).toHaveBeenCalled());
  const keys = read.mock.calls.map(([filters]) => filters?.queryKey?.join(' '));
  expect(keys).toEqual([
    'referral queue',
    'referral board',
    'referral call-list',
    'referral worklists',
    'referral bundle',
    'referral one r-1',
  ]);
  unmount();
  expect(stream?.readyState).toBe(Connection.CLOSED);
});

it('reads everything again when the stream comes back, because nobody told what it missed', async () => {
  const { queryClient } = await open(['secretary']);
  const read = vi.spyOn(queryClient, 'invalidateQueries');
  Connection.all[0]?.tells('open');
  expect(read).not.toHaveBeenCalled();
  Connection.all[0]?.tells('open');
  expect(read).toHaveBeenCalledWith({ queryKey: ['referral'] });
});
