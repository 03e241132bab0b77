import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { CounterForm } from './counter-form';

/**
 * One person at the counter, then the next. Each person is another instance of the form: nothing typed survives in the
 * page, no draft is kept, and what was sent leaves the memory of the browser too, where a mutation holds it otherwise.
 */
export function CounterPage() {
  const queryClient = useQueryClient();
  const [turn, setTurn] = useState(0);
  const next = useCallback(() => {
    queryClient.getMutationCache().clear();
    setTurn((count) => count + 1);
  }, [queryClient]);

  // A page put aside by the browser comes back with its fields filled: it is emptied as it leaves.
  useEffect(() => {
    window.addEventListener('pagehide', next);
    return () => {
      window.removeEventListener('pagehide', next);
      queryClient.getMutationCache().clear();
    };
  }, [next, queryClient]);

  return <CounterForm key={turn} onNext={next} />;
}
