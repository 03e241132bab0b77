import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { notifyRefusal } from '@/ui/notify';

export type Refusal = components['schemas']['RefusedConsentOut'];

/** One's own, and those of one's structure. */
export const refusalsQuery = queryOptions({
  queryKey: ['referral', 'refused-consents'],
  queryFn: () => body(api.GET('/api/referral/v1/refused-consents')),
});

/** `againOn` puts it off, or back to its day (YYYY-MM-DD); null says that the person was asked. */
export function useRecordRecontact() {
  return useMutation({
    mutationFn: ({ id, againOn }: { id: string; againOn: string | null }) =>
      body(
        api.PUT('/api/referral/v1/refused-consents/{refusal_id}/recontact', {
          params: { path: { refusal_id: id } },
          body: { again_on: againOn },
        }),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}
