import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/referral.gen';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type SocialService = R['SocialServiceOut'];
export type HomeReturnRefused = R['HomeReturnRefused'];

const HOME_RETURNS = ['referral', 'home-returns'] as const;

export const hospitalsQuery = queryOptions({
  queryKey: [...HOME_RETURNS, 'hospitals'],
  queryFn: () => body(api.GET('/api/referral/v1/home-returns/hospitals')),
});

export const homeReturnCountsQuery = queryOptions({
  queryKey: [...HOME_RETURNS, 'counts'],
  queryFn: () => body(api.GET('/api/referral/v1/home-returns')),
});

export const useAskHomeReturn = () =>
  useMutation({
    mutationFn: (finess: string | null) =>
      body(
        api.POST('/api/referral/v1/home-returns', {
          params: { header: { 'Idempotency-Key': newKey() } },
          body: { finess },
        }),
      ),
    onError: notifyRefusal,
  });

/** The hospital's own telephone, when the CPTS keeps no address of its social service. */
export const switchboardQuery = (finess: string) =>
  queryOptions({
    queryKey: ['directory', 'structure', finess],
    queryFn: () => body(api.GET('/api/directory/v1/structures/{finess}', { params: { path: { finess } } })),
  });
