import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/types';

export const loginMethodsQuery = queryOptions({
  queryKey: ['accounts', 'login-methods'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => body(api.GET('/api/accounts/v1/login-methods')),
});

export const demonstrationAccountsQuery = queryOptions({
  queryKey: ['accounts', 'demonstration-accounts'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => body(api.GET('/api/accounts/v1/demonstration-accounts')),
});

export interface Credentials {
  email: string;
  password: string;
}

export function usePasswordLogin(onSignedIn: (session: Session) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      body(api.POST('/api/accounts/v1/sessions/password', { body: credentials })),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      onSignedIn(session);
    },
  });
}
