import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/referral.gen';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type Wish = R['NotificationOut'];

const KEY = ['notifications'] as const;

export const notificationsQuery = queryOptions({
  queryKey: KEY,
  queryFn: () => body(api.GET('/api/referral/v1/notifications')),
});

/** Each choice is kept as it is made. */
export function useWish() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: R['NotificationWish']) =>
      body(api.PUT('/api/referral/v1/notifications', { body: { items: [wish] } })),
    onSuccess: (shown) => queryClient.setQueryData(KEY, shown),
    onError: notifyRefusal,
  });
}

export type StructureMailbox = R['StructureMailboxOut'];

const MAILBOX = ['structure-mailbox'] as const;

export const structureMailboxQuery = queryOptions({
  queryKey: MAILBOX,
  queryFn: () => body(api.GET('/api/referral/v1/structure-mailbox')),
});

/** Each answers with the mailbox as it then stands. */
function useMailboxAct<Said>(act: (said: Said) => Promise<StructureMailbox>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (shown) => queryClient.setQueryData(MAILBOX, shown),
  });
}

/** Null: nothing is mailed to the structure any more. */
export const useNameMailbox = () =>
  useMailboxAct((address: string | null) =>
    body(api.PUT('/api/referral/v1/structure-mailbox', { body: { address } })),
  );

export const useConfirmMailbox = () =>
  useMailboxAct((token: string) =>
    body(api.POST('/api/referral/v1/structure-mailbox/confirmation', { body: { token } })),
  );

export function useMute() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (muted: boolean) =>
      body(api.PUT('/api/referral/v1/structure-mailbox/muting', { body: { muted } })),
    onSuccess: (shown) => {
      queryClient.setQueryData(MAILBOX, shown);
      void queryClient.invalidateQueries({ queryKey: ['worklists'] });
    },
    onError: notifyRefusal,
  });
}
