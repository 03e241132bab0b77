import { expect, it } from 'vitest';
import { createQueryClient } from '@/api/query-client';
import { answerWith, aSession } from '@/test-render';
import { arrive } from './arrival';
import { readSnpSearch } from './search';

const [OURS, THEIRS] = ['0190a000-0000-7000-8000-0000000000c1', '0190a000-0000-7000-8000-0000000000c2'];
const there = aSession({
  roles: ['regulator'],
  cpts: { id: THEIRS, name: 'CPTS du Gué', time_zone: 'Indian/Reunion' },
});
const ORIGIN = 'PUT /api/accounts/v1/session/origin';
const CPTS = 'PUT /api/accounts/v1/session/cpts';
const refusal = (rule: string) => ({ status: 403, body: { status: 403, type: `/problems/${rule}` } });

function signedIn() {
  const queryClient = createQueryClient();
  queryClient.setQueryData(['session'], aSession());
  queryClient.setQueryData(['scheduling', 'slots'], 'of the CPTS before');
  return queryClient;
}

it('reads of a link nothing but a CPTS and the SAS', () => {
  expect(readSnpSearch({ pro: 'p-1', cpts: THEIRS, origin: 'sas' })).toEqual({
    pro: 'p-1',
    cpts: THEIRS,
    origin: 'sas',
  });
  expect(readSnpSearch({ cpts: '//elsewhere', origin: 'doctolib' })).toEqual({});
});

it('leaves who is no regulator where he was, without what he may not see', async () => {
  const sent = answerWith({ [ORIGIN]: refusal('not-regulator'), [CPTS]: refusal('not-in-this-cpts') });
  const queryClient = signedIn();
  await arrive(queryClient, { cpts: THEIRS, origin: 'sas' });
  expect(sent.map((one) => one.key)).toEqual([ORIGIN, CPTS]);
  expect(queryClient.getQueryData<typeof there>(['session'])?.cpts?.id).toBe(OURS);
});

it('tells that the SAS led here, and forgets what was read before', async () => {
  const sent = answerWith({ [ORIGIN]: { body: there } });
  const queryClient = signedIn();
  await arrive(queryClient, { cpts: THEIRS, origin: 'sas' });
  expect(sent[0]?.body).toEqual({ origin: 'sas', cpts_id: THEIRS });
  expect(queryClient.getQueryData(['session'])).toEqual(there);
  expect(queryClient.getQueryData(['scheduling', 'slots'])).toBeUndefined();
});

it('works for the CPTS of a link, and says nothing where it is that of the session', async () => {
  const sent = answerWith({ [CPTS]: { body: there } });
  const queryClient = signedIn();
  await arrive(queryClient, { cpts: OURS });
  expect(sent).toEqual([]);
  await arrive(queryClient, { cpts: THEIRS });
  expect(sent.map((one) => one.key)).toEqual([CPTS]);
  expect(queryClient.getQueryData(['session'])).toEqual(there);
});
