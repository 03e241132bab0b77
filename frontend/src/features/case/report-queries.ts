import { queryOptions, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, body, newKey } from '@/api/client';
import { download } from '@/api/download';
import { asProblem } from '@/api/problem';
import { LIVE } from '@/api/query-client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { upload } from '@/api/upload';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];
export type Report = R['ReportOut'];
export type MediaType = R['FileToCome']['media_type'];

const reportsKey = (id: string) => ['reports', id] as const;

export const reportsQuery = (id: string) =>
  queryOptions({
    queryKey: reportsKey(id),
    refetchInterval: LIVE,
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/reports', {
          params: { path: { referral_id: id } },
        }),
      ),
  });

/** Read on a click, logged, and not kept. */
export const reportQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['report', reportId],
    gcTime: 0,
    queryFn: () =>
      body(api.GET('/api/referral/v1/reports/{report_id}', { params: { path: { report_id: reportId } } })),
  });

const fileOf = (reportId: string) => `/api/referral/v1/report-files/${reportId}`;

export const useDownload = () =>
  useMutation({
    mutationFn: ({ reportId, name }: { reportId: string; name: string }) => download(fileOf(reportId), name),
    onError: notifyRefusal,
  });

export interface Filing {
  report: R['FileReport'];
  file: File | null;
  onProgress: (ratio: number) => void;
}

/** Words and the name of the file first, then the file. After a lost connection only the file goes again. */
export function useFileReport(id: string) {
  const key = useRef(newKey());
  const begun = useRef<Report | null>(null);
  const forget = () => {
    key.current = newKey();
    begun.current = null;
  };
  return useMutation({
    mutationFn: async ({ report, file, onProgress }: Filing) => {
      begun.current ??= await body(
        api.POST('/api/referral/v1/referrals/{referral_id}/reports', {
          params: { path: { referral_id: id }, header: { 'Idempotency-Key': key.current } },
          body: report,
        }),
      );
      if (!file) return begun.current;
      const path = fileOf(begun.current.report_id);
      return (await upload({ method: 'PUT', path, file, onProgress })) as Report;
    },
    onSuccess: forget,
    // What the service will not take as it is: the next try is another report.
    onError: async (error) => {
      const left = begun.current;
      const { status } = asProblem(error);
      if (status === 0 || status >= 500) return;
      forget();
      if (left) await withdraw(left.report_id, 'wrong_file').catch(() => undefined);
    },
    onSettled: useReadAgain(reportsKey(id), ['referral']),
  });
}

const withdraw = (reportId: string, reason: R['WithdrawReport']['reason_code']) =>
  body(
    api.POST('/api/referral/v1/reports/{report_id}/withdrawal', {
      params: { path: { report_id: reportId }, header: { 'Idempotency-Key': newKey() } },
      body: { reason_code: reason },
    }),
  );

export function useWithdrawReport(id: string) {
  return useMutation({
    mutationFn: (act: { reportId: string; reason: R['WithdrawReport']['reason_code'] }) =>
      withdraw(act.reportId, act.reason),
    onSettled: useReadAgain(reportsKey(id), ['referral']),
    onError: notifyRefusal,
  });
}
