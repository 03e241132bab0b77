import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/scheduling.gen';

type S = components['schemas'];
export type TriageScript = S['TriageScript'];
export type ScriptAnswer = S['ScriptAnswer'];
export type ScriptVersions = S['ScriptVersions'];
export type ScriptDraft = S['ScriptDraftOut'];
export type ScriptLine = S['ScriptLine'];

const KEY = ['scheduling', 'triage-scripts'] as const;

export const scriptsQuery = queryOptions({
  queryKey: [...KEY, 'all'],
  queryFn: () => body(api.GET('/api/scheduling/v1/triage-scripts')),
});

export const scriptQuery = (version: string) =>
  queryOptions({
    queryKey: [...KEY, 'one', version],
    // A published script never changes.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/triage-scripts/{script_version}', {
          params: { path: { script_version: version } },
        }),
      ),
  });

/** Of the draft as it is saved, with what was answered so far: another save is another preview. */
export const previewQuery = (draft: ScriptDraft, answers: Record<string, string>) =>
  queryOptions({
    queryKey: [...KEY, 'preview', draft.version, answers],
    queryFn: () => body(api.POST('/api/scheduling/v1/triage-script-draft/preview', { body: { answers } })),
  });

/** The version that was edited goes along, so that nobody's draft is lost; « "0" » begins one. */
const edited = (draft: ScriptDraft | null) => ({
  params: { header: { 'If-Match': `"${draft?.version ?? 0}"` } },
});

function useScriptAct<A, T>(act: (asked: A) => Promise<T>) {
  return useMutation({
    mutationFn: act,
    onSuccess: useReadAgain(KEY),
  });
}

export const useSaveDraft = (draft: ScriptDraft | null) =>
  useScriptAct((act: S['SaveScriptDraft']) =>
    body(api.PUT('/api/scheduling/v1/triage-script-draft', { ...edited(draft), body: act })),
  );

export const useDiscardDraft = (draft: ScriptDraft) =>
  useScriptAct(() => api.DELETE('/api/scheduling/v1/triage-script-draft', edited(draft)));

export const usePublish = (draft: ScriptDraft) =>
  useScriptAct((act: S['PublishScript']) =>
    body(api.POST('/api/scheduling/v1/triage-script-draft/publication', { ...edited(draft), body: act })),
  );
