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

export function useMailLink() {
  return useMutation({
    mutationFn: (email: string) =>
      body(api.POST('/api/accounts/v1/sessions/email-links', { body: { email } })),
  });
}

interface Redeeming {
  token: string;
  totp?: string;
}

/** A link of a mail, with the code of the authentication application once there is one. */
export function useRedeemLink(onSignedIn: (session: Session) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (link: Redeeming) => body(api.POST('/api/accounts/v1/sessions/email-link', { body: link })),
    onSuccess: ({ session }) => {
      if (!session) return;
      queryClient.setQueryData(sessionQuery.queryKey, session);
      onSignedIn(session);
    },
  });
}
