import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useAct } from '@/referral/acts';
import { notifyDone } from '@/ui/notify';
import { useTexts } from './texts';

/** Accept and go on: once qualified, the next decision is whom to ask. */
export function useQualify(referral: Referral) {
  const t = useTexts();
  const navigate = useNavigate();
  const { mutate, isPending } = useAct('qualify');
  const { referral_id: id, case_number: number } = referral;
  const run = useMemo(
    () => () =>
      mutate(
        { id, act: {} },
        {
          onSuccess: ({ allowed_acts: next }) => {
            notifyDone(t('done.qualification', { number }));
            // What is booked or handed over asks nobody: its next act is on this very page.
            if (next.includes('waves') && !next.includes('booking'))
              void navigate({ to: PATHS.proposal, params: { id } });
          },
        },
      ),
    [mutate, id, number, navigate, t],
  );
  return { run, isPending };
}

export function useResume(referral: Referral) {
  const t = useTexts();
  const { mutate, isPending } = useAct('resume');
  const run = () =>
    mutate(
      { id: referral.referral_id, act: undefined },
      { onSuccess: () => notifyDone(t('done.resumption', { number: referral.case_number })) },
    );
  return { run, isPending };
}

/** Nothing is missing and the person is followed: one click. Any other outcome is chosen in the menu. */
export function useClose(referral: Referral) {
  const t = useTexts();
  const { mutate, isPending } = useAct('close');
  const run = () =>
    mutate(
      { id: referral.referral_id, act: { outcome_code: referral.outcome_code ?? 'followed' } },
      { onSuccess: () => notifyDone(t('done.closing', { number: referral.case_number })) },
    );
  return { run, isPending };
}
