import { useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * An act on an agenda opens and closes slots: everything read from scheduling is read again. Nobody waits for that: what
 * is read may take away the very button that says what was done.
 */
export function useAct<Act, Result>(act: (input: Act) => Promise<Result>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => {
      queryClient.invalidateQueries({ queryKey: ['scheduling'] });
    },
  });
}
