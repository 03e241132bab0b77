import { useForm } from '@mantine/form';
import { useDidUpdate } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Track } from '@/referral/track';
import { type FormValues, initialValues } from './form-values';
import { ownDoorQuery } from './queries';
import { useDraft } from './use-draft';
import { useSending } from './use-sending';
import { useSentMark } from './use-sent-mark';

export interface Resumed {
  id: string;
  version: number;
  values: FormValues;
}

/** The state of the page: what is typed and kept, the faults of the last attempt, and the sending. */
export function useNewReferral(track: Track, resumed?: Resumed) {
  const door = useQuery(ownDoorQuery).data?.door;
  const begun = initialValues(track, door);
  const form = useForm({ initialValues: resumed?.values ?? begun });
  const draft = useDraft(form.values, resumed);
  const { submit, forget, ...sending } = useSending(form.values);

  function restart() {
    form.setValues(begun);
    draft.begin(begun);
    forget();
  }

  const markSent = useSentMark(
    track,
    Boolean(sending.stated ?? sending.linked) || sending.isRefused,
    restart,
  );
  // The track comes from the address: a link, the back button and the tabs change it alike.
  useDidUpdate(() => {
    form.setValues({ kind: begun.kind, needs: begun.needs });
  }, [track]);
  useDidUpdate(() => {
    if (!form.values.kind) form.setValues({ kind: begun.kind, needs: begun.needs });
  }, [door]);

  return {
    ...sending,
    form,
    draft: draft.state,
    submit: () => submit({ before: draft.pause, onSent: markSent, onFailed: draft.goOn }),
    restart,
  };
}
