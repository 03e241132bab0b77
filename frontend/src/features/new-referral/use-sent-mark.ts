import { useDidUpdate } from '@mantine/hooks';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import type { Track } from '@/referral/track';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Of « Nouvelle demande »: what the page shows is sent. */
    sent?: boolean;
  }
}

/**
 * « Nouvelle demande » leads to the very page that shows what was sent: it must begin another request, and wipe
 * nothing before that. The mark makes the address of a sent page another one than that of the link.
 */
export function useSentMark(track: Track, isSent: boolean, restart: () => void): () => void {
  const navigate = useNavigate();
  const isMarked = useLocation({ select: ({ state }) => state.sent === true });
  useDidUpdate(() => {
    if (isSent && !isMarked) restart();
  }, [isMarked]);
  return () =>
    void navigate({ to: PATHS.newReferral, search: { type: track }, state: { sent: true }, replace: true });
}
