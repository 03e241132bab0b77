import { useMutation } from '@tanstack/react-query';
import { useReadAgain } from './read-again';

/** An act on an agenda opens and closes slots: everything read from scheduling is read again. */
export function useAct<Act, Result>(act: (input: Act) => Promise<Result>) {
  return useMutation({ mutationFn: act, onSettled: useReadAgain(['scheduling']) });
}
