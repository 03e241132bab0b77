import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import { sessionQuery } from '@/api/session';

/** Who locked the screen of this computer. */
export const deskQuery = queryOptions({
  queryKey: ['accounts', 'desk'],
  staleTime: 0,
  queryFn: () => body(api.GET('/api/accounts/v1/desk')),
});

/** Without a code, the one chosen before. */
export function useLock(onLocked: () => void) {
  return useMutation({
    mutationFn: async (code: string | null) => {
      const { pathname, search } = window.location;
      await body(
        api.POST('/api/accounts/v1/session/lock', {
          body: { code, page: (pathname + search).slice(0, 300) },
        }),
      );
    },
    onSuccess: onLocked,
  });
}

interface Return {
  sessionId: string;
  code: string;
}

export function useUnlock(onBack: (page: string | null) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ sessionId, code }: Return) =>
      body(
        api.POST('/api/accounts/v1/desk/{session_id}/unlock', {
          params: { path: { session_id: sessionId } },
          body: { code },
        }),
      ),
    onSuccess: ({ session, page }) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      onBack(page);
    },
    // After the fifth wrong code, or another tab, the person is no longer in the list.
    onError: useReadAgain(deskQuery.queryKey),
  });
}
