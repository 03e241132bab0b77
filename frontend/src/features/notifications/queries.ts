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
