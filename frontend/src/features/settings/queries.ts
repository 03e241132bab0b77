import { useMutation } from '@tanstack/react-query';
import { agendaRulesQuery } from '@/agendas/queries';
import { api, body, newKey } from '@/api/client';
import type { components as Directory } from '@/api/directory.gen';
import { useReadAgain } from '@/api/read-again';
import type { components as Scheduling } from '@/api/scheduling.gen';
import { cptsQuery } from '@/directory/queries';

export type Closure = Directory['schemas']['ClosureOut'];
export type AnnounceClosure = Directory['schemas']['AnnounceClosure'];
export type AgendaRules = Scheduling['schemas']['AgendaRulesOut'];
type SetAgendaRules = Scheduling['schemas']['SetAgendaRules'];

export function useSetPhone() {
  return useMutation({
    mutationFn: ({ phone, version }: { phone: string | null; version: number }) =>
      body(
        api.PUT('/api/directory/v1/cpts/current/coordination', {
          params: { header: { 'If-Match': `"${version}"` } },
          body: { phone },
        }),
      ),
    onSettled: useReadAgain(cptsQuery.queryKey),
  });
}

export function useAnnounceClosure() {
  return useMutation({
    mutationFn: (closure: AnnounceClosure) =>
      body(
        api.POST('/api/directory/v1/cpts/current/closures', {
          params: { header: { 'Idempotency-Key': newKey() } },
          body: closure,
        }),
      ),
    onSuccess: useReadAgain(cptsQuery.queryKey),
  });
}

export function useWithdrawClosure() {
  return useMutation({
    mutationFn: (closureId: string) =>
      api.DELETE('/api/directory/v1/cpts/current/closures/{closure_id}', {
        params: { path: { closure_id: closureId } },
      }),
    onSuccess: useReadAgain(cptsQuery.queryKey),
  });
}

export function useSetAgendaRules() {
  return useMutation({
    mutationFn: ({ rules, version }: { rules: SetAgendaRules; version: number }) =>
      body(
        api.PUT('/api/scheduling/v1/rules', {
          params: { header: { 'If-Match': `"${version}"` } },
          body: rules,
        }),
      ),
    onSuccess: useReadAgain(agendaRulesQuery.queryKey),
  });
}
