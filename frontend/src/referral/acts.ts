import { useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { notifyRefusal } from '@/ui/notify';

type R = components['schemas'];

/** The acts on one request; each is a sub-resource of the contract, and its own use case behind. */
const ACTS = {
  qualify: (id: string, act: R['Qualify']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/qualification', { ...at(id), body: act }),
  decideClass: (id: string, act: R['DecideClass']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/class-decision', { ...at(id), body: act }),
  hold: (id: string, act: R['Hold']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/hold', { ...at(id), body: act }),
  resume: (id: string) => api.POST('/api/referral/v1/referrals/{referral_id}/resumption', at(id)),
  redirect: (id: string, act: R['Redirect']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/redirection', { ...at(id), body: act }),
  withdraw: (id: string, act: R['Withdraw']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/withdrawal', { ...at(id), body: act }),
  merge: (id: string, act: R['Merge']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/duplicate-merge', { ...at(id), body: act }),
  choose: (id: string, act: R['Choose']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/choice', { ...at(id), body: act }),
  decline: (id: string, act: R['DeclineProposal']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/choice/decline', { ...at(id), body: act }),
  recordConsent: (id: string, act: R['RecordConsent']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/consent', { ...at(id), body: act }),
  agreeToShare: (id: string, act: R['AgreeToShare']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/sharing-consent', { ...at(id), body: act }),
  recordDoctorAgreement: (id: string, act: R['RecordDoctorAgreement']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/doctor-agreement', { ...at(id), body: act }),
  sayComplexity: (id: string, act: R['SayComplexity']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/complexity', { ...at(id), body: act }),
  recordAppointment: (id: string, act: R['RecordFirstAppointment']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/first-appointment', { ...at(id), body: act }),
  recordDeclaration: (id: string, act: R['RecordDeclaration']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/declaration', { ...at(id), body: act }),
  giveAdvice: (id: string, act: R['GiveAdvice']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/advice', { ...at(id), body: act }),
  waiveReport: (id: string, act: R['WaiveReport']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/report-waiver', { ...at(id), body: act }),
  stepBack: (id: string, act: R['StepBack']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/step-back', { ...at(id), body: act }),
  withdrawConsent: (id: string, act: R['WithdrawConsent']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/consent-withdrawal', { ...at(id), body: act }),
  erase: (id: string, act: R['Erase']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/erasure', { ...at(id), body: act }),
  close: (id: string, act: R['Close']) =>
    api.POST('/api/referral/v1/referrals/{referral_id}/closing', { ...at(id), body: act }),
};

const at = (id: string) => ({
  params: { path: { referral_id: id }, header: { 'Idempotency-Key': newKey() } },
});

type Acts = typeof ACTS;
type ActBody<A extends keyof Acts> = Acts[A] extends (id: string, act: infer B) => unknown ? B : undefined;

/** The request is no more afterwards: what comes back is the refusal that was counted. */
export function useRefuseConsent() {
  return useMutation({
    mutationFn: ({ id, act }: { id: string; act: R['RecordRefusal'] }) =>
      body(api.POST('/api/referral/v1/referrals/{referral_id}/consent-refusal', { ...at(id), body: act })),
    onSuccess: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

/** One act of the life cycle: the lists and the case are read again; a refusal is said in the words of its rule. */
export function useAct<A extends keyof Acts>(name: A) {
  return useMutation({
    mutationFn: ({ id, act }: { id: string; act: ActBody<A> }) =>
      body((ACTS[name] as (id: string, act: unknown) => ReturnType<Acts[A]>)(id, act)),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}
