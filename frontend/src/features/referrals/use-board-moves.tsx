import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { ReferralRow } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useAct } from '@/referral/acts';
import { HoldDialog } from '@/referral/hold-dialog';
import { notifyDone, notifyUndo } from '@/ui/notify';
import type { Move } from './moves';
import { useTexts } from './texts';

const PAGES = { proposal: PATHS.proposal, choice: PATHS.choice, case: PATHS.referral } as const;

/** What a move does: at once with an undo when it can come back, a reason first, or the page of the decision. */
export function useBoardMoves() {
  const t = useTexts();
  const navigate = useNavigate();
  const { mutate: qualify } = useAct('qualify');
  const { mutate: resume } = useAct('resume');
  const [held, setHeld] = useState<ReferralRow | null>(null);
  const [said, setSaid] = useState('');

  const move = useCallback(
    (card: ReferralRow, { by }: Move) => {
      const id = card.referral_id;
      const number = card.case_number;
      if (by === 'hold') setHeld(card);
      else if (by === 'qualify') {
        qualify({ id, act: {} }, { onSuccess: () => notifyDone(t('board.qualified', { number })) });
        setSaid(t('board.qualified', { number }));
      } else if (by === 'resume') {
        resume({ id, act: undefined }, { onSuccess: () => notifyDone(t('board.resumed', { number })) });
        setSaid(t('board.resumed', { number }));
      } else void navigate({ to: PAGES[by], params: { id } });
    },
    [navigate, qualify, resume, t],
  );

  const dialog = held && (
    <HoldDialog
      referral={held}
      onClose={() => setHeld(null)}
      onHeld={() => {
        const { referral_id: id, case_number: number } = held;
        setSaid(t('board.held', { number }));
        notifyUndo(t('board.held', { number }), () => resume({ id, act: undefined }));
      }}
    />
  );
  return { move, dialog, said };
}
