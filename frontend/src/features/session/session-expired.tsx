import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { SESSION_EXPIRED } from '@/api/client';

const Dialog = lazy(() => import('./session-expired-dialog'));

/** Signs in over the page: whatever was typed under it stays. */
export function SessionExpired() {
  const queryClient = useQueryClient();
  const [isExpired, setExpired] = useState(false);
  useEffect(() => {
    const show = () => setExpired(true);
    window.addEventListener(SESSION_EXPIRED, show);
    return () => window.removeEventListener(SESSION_EXPIRED, show);
  }, []);
  function resume() {
    setExpired(false);
    void queryClient.invalidateQueries();
  }
  if (!isExpired) return null;
  return (
    <Suspense>
      <Dialog onSignedIn={resume} />
    </Suspense>
  );
}
