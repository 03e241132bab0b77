import { useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import { type FieldFault, faultsOf } from '@/ui/error-summary';
import type { FormValues } from './form-values';
import { useRefuseConsent, useStateLinked, useStateNeed } from './queries';
import { OLDEST, toStateDischarge, toStateNeed, toStateTogether } from './state-need';
import { useTexts } from './texts';
import { FAULT_OF_PATH, type Fault, FIELD_IDS, faultsIn, isTogether } from './validation';

interface Around {
  /** Before anything leaves; resolves to the draft that sending ends. */
  before?: () => Promise<string | null>;
  onSent?: () => void;
  onFailed?: () => void;
}

/** Sends what is typed, once however often it is tried, and leads back to what is at fault. */
export function useSending(values: FormValues) {
  const t = useTexts();
  const [attempt, setAttempt] = useState(0);
  const stating = useStateNeed();
  const linking = useStateLinked();
  const refusing = useRefuseConsent();
  // The draft goes with the key: the same sending, tried again, must be the same to the letter.
  const sending = useRef<{ key: string; draftId?: string | null }>({ key: newKey() });
  const today = new Date();
  const isRefusal = values.consent === 'refused';

  const sentence = (fault: Fault) =>
    t(`faults.${fault}`, { from: today.getFullYear() - OLDEST, to: today.getFullYear() });
  const own = attempt > 0 ? faultsIn(values, today) : [];
  const error = stating.error ?? linking.error ?? refusing.error;
  const problem = error ? asProblem(error) : null;
  const served = problem ? faultsOf(problem, serverFields(sentence)) : [];
  const faults: FieldFault[] = own.length
    ? own.map((fault) => ({ fieldId: FIELD_IDS[fault], sentence: sentence(fault) }))
    : served;

  async function submit({ before, onSent, onFailed }: Around = {}) {
    setAttempt((count) => count + 1);
    stating.reset();
    linking.reset();
    refusing.reset();
    if (faultsIn(values, today).length > 0) return;
    // A corrected content is another thing to send: it takes another key.
    if (problem && problem.status >= 400 && problem.status < 500) sending.current = { key: newKey() };
    const draftId = before ? await before() : null;
    if (sending.current.draftId === undefined) sending.current.draftId = draftId;
    const { key } = sending.current;
    const told = { onSuccess: onSent, onError: onFailed };
    const draft_id = sending.current.draftId;
    if (!isRefusal && values.kind === 'discharge') {
      linking.mutate({ key, act: { ...toStateDischarge(values, today), draft_id } }, told);
    } else if (!isRefusal && isTogether(values)) {
      linking.mutate({ key, act: { ...toStateTogether(values, today), draft_id } }, told);
    } else if (!isRefusal) {
      stating.mutate({ key, act: { ...toStateNeed(values, today), draft_id } }, told);
    } else
      refusing.mutate(
        {
          key,
          act: {
            kind: values.kind ?? 'medecin_traitant',
            commune_code: values.communeCode,
            recontact_on: values.recontactOn || null,
          },
        },
        told,
      );
  }

  return {
    faults,
    attempt,
    isRefusal,
    requestId: own.length ? null : problem?.requestId,
    faultOf: (fault: Fault) =>
      faults.find((one) => one.fieldId === FIELD_IDS[fault] && one.sentence === sentence(fault))?.sentence,
    isSending: stating.isPending || linking.isPending || refusing.isPending,
    stated: stating.data,
    linked: linking.data,
    isRefused: refusing.isSuccess,
    submit,
    /** The page holds another person now. */
    forget: () => {
      setAttempt(0);
      stating.reset();
      linking.reset();
      refusing.reset();
      sending.current = { key: newKey() };
    },
  };
}

function serverFields(sentence: (fault: Fault) => string): Record<string, FieldFault> {
  return Object.fromEntries(
    Object.entries(FAULT_OF_PATH).map(([path, fault]) => [
      path,
      { fieldId: FIELD_IDS[fault], sentence: sentence(fault) },
    ]),
  );
}
