import { type QueryKey, useQueryClient } from '@tanstack/react-query';

/**
 * What was read under these keys is read again once an act is done or refused. Nobody waits for it: what is read may
 * take away the very row that says what was done.
 */
export function useReadAgain(...keys: QueryKey[]) {
  const queryClient = useQueryClient();
  return () => {
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
  };
}
