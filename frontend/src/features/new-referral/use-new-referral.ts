import { useForm } from '@mantine/form';
import { useDidUpdate } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { Track } from '@/referral/track';
import { type FieldFault, faultsOf } from '@/ui/error-summary';
import { type FormValues, initialValues } from './form-values';
import { useRefuseConsent, useStateNeed } from './queries';
import { OLDEST, toStateNeed } from './state-need';
import { useTexts } from './texts';
import { useDraft } from './use-draft';
import { useSentMark } from './use-sent-mark';
import { FAULT_OF_PATH, type Fault, FIELD_IDS, faultsIn } from './validation';

export interface Resumed {
  id: string;
  version: number;
  values: FormValues;
}

/** The state of the page: what is typed and kept, the faults of the last attempt, and the sending. */
export function useNewReferral(track: Track, resumed?: Resumed) {
  const t = useTexts();
  const form = useForm({ initialValues: resumed?.values ?? initialValues(track) });
  const draft = useDraft(form.values, resumed);
  const [attempt, setAttempt] = useState(0);
  const stating = useStateNeed();
  const refusing = useRefuseConsent();
  // The draft goes with the key: the same sending, tried again, must be the same to the letter.
  const sending = useRef<{ key: string; draftId?: string | null }>({ key: newKey() });
  const today = new Date();
  const isRefusal = form.values.consent === 'refused';

  const sentence = (fault: Fault) =>
    t(`faults.${fault}`, { from: today.getFullYear() - OLDEST, to: today.getFullYear() });
  const own = attempt > 0 ? faultsIn(form.values, today) : [];
  const error = stating.error ?? refusing.error;
  const problem = error ? asProblem(error) : null;
  const served = problem ? faultsOf(problem, serverFields(sentence)) : [];
  const faults: FieldFault[] = own.length
    ? own.map((fault) => ({ fieldId: FIELD_IDS[fault], sentence: sentence(fault) }))
    : served;

  async function submit() {
    setAttempt((count) => count + 1);
    stating.reset();
    refusing.reset();
    if (faultsIn(form.values, today).length > 0) return;
    // A corrected content is another thing to send: it takes another key.
    if (problem && problem.status >= 400 && problem.status < 500) sending.current = { key: newKey() };
    const draftId = await draft.pause();
    if (sending.current.draftId === undefined) sending.current.draftId = draftId;
    const { key } = sending.current;
    const told = { onSuccess: markSent, onError: draft.goOn };
    if (!isRefusal) {
      const act = { ...toStateNeed(form.values, today), draft_id: sending.current.draftId };
      stating.mutate({ key, act }, told);
    } else
      refusing.mutate(
        {
          key,
          act: {
            kind: form.values.kind ?? 'medecin_traitant',
            commune_code: form.values.communeCode,
            recontact_on: form.values.recontactOn || null,
          },
        },
        told,
      );
  }

  function restart() {
    form.setValues(initialValues(track));
    draft.begin(initialValues(track));
    setAttempt(0);
    stating.reset();
    refusing.reset();
    sending.current = { key: newKey() };
  }

  const markSent = useSentMark(track, stating.isSuccess || refusing.isSuccess, restart);
  // The track comes from the address: a link, the back button and the tabs change it alike.
  useDidUpdate(() => {
    const { kind, needs } = initialValues(track);
    form.setValues({ kind, needs });
  }, [track]);

  return {
    form,
    draft: draft.state,
    faults,
    attempt,
    isRefusal,
    requestId: own.length ? null : problem?.requestId,
    faultOf: (fault: Fault) =>
      faults.find((one) => one.fieldId === FIELD_IDS[fault] && one.sentence === sentence(fault))?.sentence,
    isSending: stating.isPending || refusing.isPending,
    stated: stating.data,
    isRefused: refusing.isSuccess,
    submit,
    restart,
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
