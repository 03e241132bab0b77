import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';

type R = components['schemas'];
export type Rules = R['Rules'];
export type RuleSets = R['RuleSets'];
export type RuleSetLine = R['RuleSetLine'];
export type Draft = R['DraftOut'];
export type Preview = R['Preview'];

const KEY = ['referral', 'rules'] as const;

export const ruleSetsQuery = queryOptions({
  queryKey: [...KEY, 'sets'],
  queryFn: () => body(api.GET('/api/referral/v1/rule-sets')),
});

export const ruleSetQuery = (version: string) =>
  queryOptions({
    queryKey: [...KEY, 'set', version],
    // Adopted rules never change.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => body(api.GET('/api/referral/v1/rule-sets/{version}', { params: { path: { version } } })),
  });

/** Of the draft as it is saved: another save is another preview. */
export const previewQuery = (draft: Draft) =>
  queryOptions({
    queryKey: [...KEY, 'preview', draft.etag],
    queryFn: () => body(api.GET('/api/referral/v1/rule-draft/preview')),
  });

/** The version that was edited goes along, so that nobody's draft is lost; « "0" » begins one. */
const edited = (draft: Draft | null) => ({ params: { header: { 'If-Match': draft?.etag ?? '"0"' } } });

function useRuleAct<A, T>(act: (asked: A) => Promise<T>) {
  return useMutation({
    mutationFn: act,
    onSuccess: useReadAgain(['referral']),
  });
}

export const useSaveDraft = (draft: Draft | null) =>
  useRuleAct((act: R['SaveDraft']) =>
    body(api.PUT('/api/referral/v1/rule-draft', { ...edited(draft), body: act })),
  );

export const useDiscardDraft = (draft: Draft | null) =>
  useRuleAct(() => api.DELETE('/api/referral/v1/rule-draft', edited(draft)));

export const useAdopt = (draft: Draft | null) =>
  useRuleAct((act: R['Adopt']) =>
    body(api.POST('/api/referral/v1/rule-draft/adoption', { ...edited(draft), body: act })),
  );
