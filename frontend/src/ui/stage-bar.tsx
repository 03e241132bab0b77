import type { ReferralStatus } from '@/api/types';
import { useCodes } from '@/lib/i18n';
import classes from './stage-bar.module.css';

const STAGES = ['stated', 'qualified', 'searching', 'proposed', 'placed', 'closed'] as const;

/**
 * Where a request stands among the six stages. For a status aside (on hold, redirected, withdrawn) `from`
 * is the stage it left, and the word of the status is said under it.
 */
export function StageBar({ status, from }: { status: ReferralStatus; from?: ReferralStatus | null }) {
  const t = useCodes();
  const isAside = !STAGES.some((stage) => stage === status);
  const reached = STAGES.indexOf((isAside ? (from ?? 'stated') : status) as (typeof STAGES)[number]);
  return (
    <ol className={classes.bar}>
      {STAGES.map((stage, index) => {
        const state = index < reached ? 'done' : index === reached ? 'now' : 'next';
        return (
          <li
            key={stage}
            className={classes.stage}
            data-state={state}
            data-aside={isAside && state === 'now' ? true : undefined}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <span>{isAside && state === 'now' ? t(`status.${status}`) : t(`status.${stage}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
