import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { referralKey } from '@/referral/queries';
import { notifyRefusal } from '@/ui/notify';

const path = (id: string) => ({ params: { path: { referral_id: id } } });

export const participantsQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'participants'],
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}/participants', path(id))),
  });

export const readingLogQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'reading-log'],
    queryFn: () => body(api.GET('/api/referral/v1/referrals/{referral_id}/reading-log', path(id))),
  });

export function useWaiveNotice(referralId: string) {
  return useMutation({
    mutationFn: ({ noticeId, act }: { noticeId: string; act: components['schemas']['WaiveNotice'] }) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/notices/{notice_id}/waiver', {
          params: {
            path: { referral_id: referralId, notice_id: noticeId },
            header: { 'Idempotency-Key': newKey() },
          },
          body: act,
        }),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

const ofWave = (referralId: string, waveId: string) => ({
  params: { path: { referral_id: referralId, wave_id: waveId }, header: { 'Idempotency-Key': newKey() } },
});

export function useStopWave(referralId: string) {
  return useMutation({
    mutationFn: (waveId: string) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/waves/{wave_id}/stop', ofWave(referralId, waveId)),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export function useRemindWave(referralId: string) {
  return useMutation({
    mutationFn: (waveId: string) =>
      body(
        api.POST(
          '/api/referral/v1/referrals/{referral_id}/waves/{wave_id}/reminder',
          ofWave(referralId, waveId),
        ),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export function useWidenSearch(referralId: string) {
  return useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/waves/widening', {
          params: { path: { referral_id: referralId }, header: { 'Idempotency-Key': newKey() } },
        }),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

export function useNameParticipant(referralId: string) {
  return useMutation({
    mutationFn: (professionalId: string) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/participants', {
          params: { path: { referral_id: referralId }, header: { 'Idempotency-Key': newKey() } },
          body: { professional_id: professionalId },
        }),
      ),
    onSettled: useReadAgain(referralKey(referralId)),
    onError: notifyRefusal,
  });
}
