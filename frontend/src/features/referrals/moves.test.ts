import { expect, it } from 'vitest';
import type { ReferralStatus } from '@/api/types';
import { movesFrom, moveTo } from './moves';

it('never offers a move from an ended request', () => {
  for (const status of ['closed', 'redirected', 'withdrawn'] as const) expect(movesFrom(status)).toEqual([]);
});

it('refuses a jump over a stage', () => {
  const stages: ReferralStatus[] = ['stated', 'qualified', 'searching', 'proposed', 'placed', 'closed'];
  for (const [index, from] of stages.entries())
    for (const to of stages.filter((_, at) => at !== index + 1)) expect(moveTo(from, to)).toBeUndefined();
});

it('holds from any open stage and resumes from hold', () => {
  expect(moveTo('searching', 'on_hold')?.by).toBe('hold');
  expect(moveTo('on_hold', 'searching')?.by).toBe('resume');
  expect(moveTo('on_hold', 'closed')).toBeUndefined();
});
