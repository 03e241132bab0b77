import { expect, it } from 'vitest';
import type { ReferralStatus } from '@/api/types';
import { movesFrom, moveTo } from './moves';

const at = (status: ReferralStatus) => ({ status, next_step: null });

it('moves nothing by hand that waits for the word of a partner', () => {
  const asked = { status: 'searching', next_step: { code: 'await_receiver', at: null } } as const;
  expect(movesFrom(asked)).toEqual([{ to: 'on_hold', by: 'hold' }]);
});

it('never offers a move from an ended request', () => {
  for (const status of ['closed', 'redirected', 'withdrawn'] as const)
    expect(movesFrom(at(status))).toEqual([]);
});

it('refuses a jump over a stage', () => {
  const stages: ReferralStatus[] = ['stated', 'qualified', 'searching', 'proposed', 'placed', 'closed'];
  for (const [index, from] of stages.entries())
    for (const to of stages.filter((_, rank) => rank !== index + 1))
      expect(moveTo(at(from), to)).toBeUndefined();
});

it('holds from any open stage and resumes from hold', () => {
  expect(moveTo(at('searching'), 'on_hold')?.by).toBe('hold');
  expect(moveTo(at('on_hold'), 'searching')?.by).toBe('resume');
  expect(moveTo(at('on_hold'), 'closed')).toBeUndefined();
});
