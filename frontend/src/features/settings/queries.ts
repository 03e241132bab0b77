import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components as Directory } from '@/api/directory.gen';
import type { components as Scheduling } from '@/api/scheduling.gen';
import { cptsQuery } from '@/directory/queries';

export type Closure = Directory['schemas']['ClosureOut'];
export type AnnounceClosure = Directory['schemas']['AnnounceClosure'];
export type AgendaRules = Scheduling['schemas']['AgendaRulesOut'];
type SetAgendaRules = Scheduling['schemas']['SetAgendaRules'];

export const agendaRulesQuery = queryOptions({
  queryKey: ['scheduling', 'rules'],
  queryFn: () => body(api.GET('/api/scheduling/v1/rules')),
});

export function useSetPhone() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ phone, version }: { phone: string | null; version: number }) =>
      body(
        api.PUT('/api/directory/v1/cpts/current/coordination', {
          params: { header: { 'If-Match': `"${version}"` } },
          body: { phone },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: cptsQuery.queryKey }),
  });
}

export function useAnnounceClosure() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (closure: AnnounceClosure) =>
      body(
        api.POST('/api/directory/v1/cpts/current/closures', {
          params: { header: { 'Idempotency-Key': newKey() } },
          body: closure,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cptsQuery.queryKey }),
  });
}

export function useWithdrawClosure() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (closureId: string) =>
      api.DELETE('/api/directory/v1/cpts/current/closures/{closure_id}', {
        params: { path: { closure_id: closureId } },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cptsQuery.queryKey }),
  });
}

export function useSetAgendaRules() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ rules, version }: { rules: SetAgendaRules; version: number }) =>
      body(
        api.PUT('/api/scheduling/v1/rules', {
          params: { header: { 'If-Match': `"${version}"` } },
          body: rules,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: agendaRulesQuery.queryKey }),
  });
}
