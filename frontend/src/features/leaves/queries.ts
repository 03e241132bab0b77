import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { notifyRefusal } from '@/ui/notify';

export type Leave = components['schemas']['LeaveOut'];
export type AnnounceLeave = components['schemas']['AnnounceLeave'];

export const leavesQuery = queryOptions({
  queryKey: ['referral', 'leaves'],
  queryFn: () => body(api.GET('/api/referral/v1/leaves')),
});

function useLeaveAct<Act>(act: (input: Act) => Promise<Leave>) {
  return useMutation({
    mutationFn: act,
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export const useAnnounce = () =>
  useLeaveAct((act: AnnounceLeave) =>
    body(
      api.POST('/api/referral/v1/leaves', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: act,
      }),
    ),
  );

export const useEnd = () =>
  useLeaveAct((leave_id: string) =>
    body(api.POST('/api/referral/v1/leaves/{leave_id}/return', { params: { path: { leave_id } } })),
  );
