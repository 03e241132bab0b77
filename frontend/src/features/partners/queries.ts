import { useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import type { PartnerRoute } from '@/handover/queries';
import { notifyRefusal } from '@/ui/notify';

export type WriteRoute = components['schemas']['WritePartnerRoute'];

/** Adds a partner, or replaces the one that was read. */
export function useWriteRoute(route: PartnerRoute | null) {
  return useMutation({
    mutationFn: (act: WriteRoute) =>
      body(
        route
          ? api.PUT('/api/referral/v1/partner-routes/{route_id}', {
              params: { path: { route_id: route.route_id }, header: { 'If-Match': `"${route.version}"` } },
              body: act,
            })
          : api.POST('/api/referral/v1/partner-routes', {
              params: { header: { 'Idempotency-Key': newKey() } },
              body: act,
            }),
      ),
    onSettled: useReadAgain(['referral', 'partner-routes']),
    onError: notifyRefusal,
  });
}
