import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';

type S = components['schemas'];
export type PublicDuty = S['PublicDuty'];
export type Advice = S['Advice'];
export type PublicRecourse = S['PublicRecourse'];
export type Information = S['InformationOut'];
export type WriteInformation = S['WriteInformation'];

const of = (cptsId: string) => ({ params: { path: { cpts_id: cptsId } } });
const INFORMATION = ['scheduling', 'information'] as const;

export const onDutyQuery = (cptsId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'on-duty', cptsId],
    queryFn: () => body(api.GET('/api/scheduling/v1/public/{cpts_id}/duties', of(cptsId))),
  });

export const publicInformationQuery = (cptsId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'public-information', cptsId],
    queryFn: () => body(api.GET('/api/scheduling/v1/public/{cpts_id}/information', of(cptsId))),
  });

/** The address of the page as a QR code, for the poster. */
export const codePath = (cptsId: string) => `/api/scheduling/v1/public/${cptsId}/page-code`;

export const informationQuery = queryOptions({
  queryKey: INFORMATION,
  queryFn: () => body(api.GET('/api/scheduling/v1/information')),
});

export function useWrite(version: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (written: WriteInformation) =>
      body(
        api.PUT('/api/scheduling/v1/information', {
          params: { header: { 'If-Match': `"${version}"` } },
          body: written,
        }),
      ),
    onSuccess: (kept) => queryClient.setQueryData(INFORMATION, kept),
  });
}
