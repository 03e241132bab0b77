import { useDebouncedCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import { type Offer, type Professional, professionalQuery } from '@/directory/queries';
import { notifyRefusal } from '@/ui/notify';
import { type EditedSheet, type StateOffer, useStateOffer } from './queries';

const SAVE_AFTER_MS = 700;

function stated(offer: Offer | null | undefined): StateOffer {
  return {
    accepts_new_patients: offer?.accepts_new_patients ?? null,
    accepts_from: offer?.accepts_from ?? null,
    capacity: offer?.capacity ?? null,
    working_time: offer?.working_time ?? null,
    home_visits: offer?.home_visits ?? null,
    teleconsultation: offer?.teleconsultation ?? null,
    languages: offer?.languages ?? ['fr'],
    wheelchair_accessible: offer?.wheelchair_accessible ?? null,
    min_age: offer?.min_age ?? null,
    max_age: offer?.max_age ?? null,
    tiers_payant: offer?.tiers_payant ?? null,
  };
}

/**
 * What is typed, together with the version it was typed on: a draft sent under a version read later would
 * overwrite somebody else's change. A newer sheet replaces the draft only when nothing typed is unsaved, or
 * when the server refused the draft because of it.
 */
export function useOfferDraft(id: string, sheet: Professional | undefined) {
  const queryClient = useQueryClient();
  const save = useStateOffer(id);
  const [draft, setDraft] = useState<StateOffer>();
  const edited = useRef<EditedSheet | null>(null);
  const lastSave = useRef(Promise.resolve(true));
  const hasLeft = useRef(false);
  useEffect(() => {
    hasLeft.current = false;
    return () => {
      hasLeft.current = true;
    };
  }, []);
  const unsaved = useRef<StateOffer | null>(null);

  const adopt = useCallback((read: Professional) => {
    edited.current = { version: read.version };
    unsaved.current = null;
    lastSave.current = Promise.resolve(true);
    setDraft(stated(read.offer));
  }, []);
  useEffect(() => {
    if (sheet && !unsaved.current && sheet.version > (edited.current?.version ?? -1)) adopt(sheet);
  }, [sheet, adopt]);

  /** False when what was typed did not reach the sheet; a draft refused for a newer sheet gives way to it. */
  async function saved(offer: StateOffer, on: EditedSheet): Promise<boolean> {
    try {
      await save.mutateAsync({ offer, on });
      if (unsaved.current === offer) unsaved.current = null;
      return true;
    } catch (error) {
      if (hasLeft.current) notifyRefusal(error);
      else if (asProblem(error).status === 412) {
        const read = await queryClient.fetchQuery({ ...professionalQuery(id), staleTime: 0 });
        if (edited.current === on) adopt(read);
      }
      return false;
    }
  }
  const send = useDebouncedCallback(
    (offer: StateOffer, on: EditedSheet) => {
      lastSave.current = saved(offer, on).catch(() => false);
    },
    { delay: SAVE_AFTER_MS, flushOnUnmount: true },
  );
  function change(changed: Partial<StateOffer>) {
    if (!draft || !edited.current) return;
    const next = { ...draft, ...changed };
    unsaved.current = next;
    setDraft(next);
    send(next, edited.current);
  }
  /** Sends what still waits; resolves to false when the sheet does not hold what is on the screen. */
  function settle(): Promise<boolean> {
    send.flush();
    return lastSave.current;
  }
  return { draft, change, save, settle };
}

export type OfferDraft = ReturnType<typeof useOfferDraft>;
