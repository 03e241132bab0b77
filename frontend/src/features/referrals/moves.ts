import type { ReferralRow, ReferralStatus } from '@/api/types';

export type Move =
  /** Done at once by the service. */
  | { to: ReferralStatus; by: 'qualify' | 'resume' }
  /** Asks for a reason first. */
  | { to: ReferralStatus; by: 'hold' }
  /** Needs its own page: whom to ask, what the person chose, how it ended. */
  | { to: ReferralStatus; by: 'proposal' | 'choice' | 'case' };

const OPEN: ReferralStatus[] = ['stated', 'qualified', 'searching', 'proposed', 'placed'];

const STEPS: Partial<Record<ReferralStatus, Move[]>> = {
  stated: [{ to: 'qualified', by: 'qualify' }],
  qualified: [{ to: 'searching', by: 'proposal' }],
  searching: [{ to: 'proposed', by: 'proposal' }],
  proposed: [{ to: 'placed', by: 'choice' }],
  placed: [{ to: 'closed', by: 'case' }],
};

/** What was handed over moves by its receiver's word, which is written on the case page. */
const HANDED = ['hand_over', 'await_receiver', 'await_outcome'];

type Movable = Pick<ReferralRow, 'status' | 'next_step'>;

/** Where a card may go from its column: the transitions of the life cycle and no other. */
export function movesFrom({ status, next_step: next }: Movable): Move[] {
  // Where a held request returns is known by the service alone: the card says « reprendre ».
  if (status === 'on_hold') return [{ to: 'stated', by: 'resume' }];
  const hold: Move[] = OPEN.includes(status) ? [{ to: 'on_hold', by: 'hold' }] : [];
  const steps = next && HANDED.includes(next.code) ? [] : (STEPS[status] ?? []);
  return [...steps, ...hold];
}

/** The move that a drop on column `to` means; a held card may be dropped on any open column to be resumed. */
export function moveTo(card: Movable, to: ReferralStatus): Move | undefined {
  if (card.status === 'on_hold' && OPEN.includes(to)) return { to, by: 'resume' };
  return movesFrom(card).find((move) => move.to === to);
}
