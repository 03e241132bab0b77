import { useHotkeys, useIdle } from '@mantine/hooks';
import { useCallback, useEffect, useState } from 'react';
import type { Session } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useLeaveWithOthers } from '@/lib/tabs';

const LOCKS_AFTER = 3 * 60_000;

type Lock = { step: 'open' | 'choosing' | 'gone' } | { step: 'locking'; code: string | null };

/** Ctrl Maj L, the account menu, or three minutes without a gesture once the person has chosen a code. */
export function useScreenLock(session: Session) {
  const [lock, setLock] = useState<Lock>({ step: 'open' });
  const isIdle = useIdle(LOCKS_AFTER, { initialState: false });
  const hasCode = session.has_lock_code;
  const ask = () => setLock(hasCode ? { step: 'locking', code: null } : { step: 'choosing' });
  useHotkeys([['mod+shift+L', ask]], []);
  useEffect(() => {
    if (isIdle && hasCode) setLock({ step: 'locking', code: null });
  }, [isIdle, hasCode]);
  useLeaveWithOthers(useCallback(() => setLock({ step: 'gone' }), []));
  useEffect(() => {
    if (lock.step === 'gone') window.location.assign(PATHS.login);
  }, [lock.step]);
  return {
    lock,
    ask,
    choose: (code: string) => setLock({ step: 'locking', code }),
    close: () => setLock({ step: 'open' }),
  };
}
