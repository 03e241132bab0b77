import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import { type DraftWords, discardDraft, editDraft, keepDraft, useDraftsChanged } from '@/referral/drafts';
import { isWorthKeeping, toDraft } from './draft-values';
import type { FormValues } from './form-values';

const SAVE_AFTER_MS = 1_000;
const RETRY_AFTER_MS = 10_000;

export type DraftState = 'none' | 'waiting' | 'kept' | 'failed';
interface Kept {
  id: string;
  version: number;
}

/**
 * Keeps what is typed on the server, one save at a time and always the newest. A draft changed in another window,
 * sent or erased meanwhile is not overwritten: what is typed here goes on as a draft of its own.
 */
export function useDraft(values: FormValues, resumed: Kept | undefined) {
  const changed = useDraftsChanged();
  const [state, setState] = useState<DraftState>(resumed ? 'kept' : 'none');
  const kept = useRef<Kept | null>(resumed ?? null);
  const saved = useRef(JSON.stringify(values));
  const running = useRef<Promise<void>>(Promise.resolve());
  const isOver = useRef(false);
  const newest = useRef(values);
  newest.current = values;

  const saveOnce = useCallback(async () => {
    if (isOver.current) return;
    const now = newest.current;
    const words = toDraft(now);
    const isKept = kept.current !== null;
    if (words.content === saved.current) return;
    try {
      if (isWorthKeeping(now)) kept.current = await put(kept.current, words);
      else if (kept.current) {
        await discardDraft(kept.current.id).catch(unlessGone);
        kept.current = null;
      }
      saved.current = words.content;
      setState(kept.current ? 'kept' : 'none');
      if (isKept !== (kept.current !== null)) void changed();
    } catch {
      setState('failed');
    }
  }, [changed]);
  const save = useCallback(() => {
    running.current = running.current.then(saveOnce);
    return running.current;
  }, [saveOnce]);
  const later = useDebouncedCallback(save, { delay: SAVE_AFTER_MS, flushOnUnmount: true });

  const content = JSON.stringify(values);
  useEffect(() => {
    if (isOver.current || content === saved.current) return;
    if (kept.current || isWorthKeeping(newest.current)) setState('waiting');
    later();
  }, [content, later]);
  useEffect(() => {
    if (state !== 'failed') return;
    const timer = setTimeout(save, RETRY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state, save]);

  return {
    state,
    /** Nothing more is saved until `goOn`; resolves to the draft that sending the request ends. */
    pause: useCallback(async () => {
      later.cancel();
      // A refusal sent in the same second as it was chosen leaves no name behind either.
      if (!isWorthKeeping(newest.current)) await save();
      isOver.current = true;
      await running.current;
      return kept.current?.id ?? null;
    }, [later, save]),
    goOn: useCallback(() => {
      isOver.current = false;
      if (JSON.stringify(newest.current) !== saved.current) later();
    }, [later]),
    /** The page holds another person now, of whom these values are what is typed so far. */
    begin: useCallback(
      (next: FormValues) => {
        later.cancel();
        kept.current = null;
        saved.current = JSON.stringify(next);
        isOver.current = false;
        setState('none');
        void changed();
      },
      [later, changed],
    ),
  };
}

async function put(kept: Kept | null, words: DraftWords): Promise<Kept> {
  if (kept) {
    try {
      const { draft_id, version } = await editDraft(kept.id, kept.version, words);
      return { id: draft_id, version };
    } catch (error) {
      if (![404, 412].includes(asProblem(error).status)) throw error;
    }
  }
  const { draft_id, version } = await keepDraft(words);
  return { id: draft_id, version };
}

function unlessGone(error: unknown): void {
  if (asProblem(error).status !== 404) throw error;
}
