import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import { WishDialog } from './wish-dialog';
import { useChangeWish, useCloseWish, useResumeWish, type Wish, type WishTerms } from './wish-queries';
import { useWishTexts } from './wish-texts';

/** What else may be done with a wish now, one button each. */
export function WishActs({ wish, name }: { wish: Wish; name: string }) {
  const t = useWishTexts();
  const close = useCloseWish();
  const resume = useResumeWish();
  const [isChanging, setChanging] = useState(false);
  const hidden = <span className="vh"> – {name}</span>;
  const waitAgain = () =>
    resume.mutateAsync(wish.wish_id).then(() => notifyDone(t('resumed')), notifyRefusal);
  const leave = () =>
    close
      .mutateAsync(wish.wish_id)
      .then(() => notifyUndo(t('closed', { who: name }), waitAgain), notifyRefusal);
  return (
    <Group gap="xs" className="no-print">
      {wish.may.includes('change') && (
        <Button variant="default" size="compact-md" onClick={() => setChanging(true)}>
          {t('change')}
          {hidden}
        </Button>
      )}
      {wish.may.includes('close') && (
        <Button variant="subtle" size="compact-md" loading={close.isPending} onClick={leave}>
          {t('close')}
          {hidden}
        </Button>
      )}
      {wish.may.includes('resume') && (
        <Button variant="default" size="compact-md" loading={resume.isPending} onClick={waitAgain}>
          {t('resume')}
          {hidden}
        </Button>
      )}
      {isChanging && <ChangeDialog wish={wish} onClose={() => setChanging(false)} />}
    </Group>
  );
}

function ChangeDialog({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const t = useWishTexts();
  const change = useChangeWish();
  const send = (terms: WishTerms) =>
    change.mutate(
      { wish, terms: { ...terms, from_day: wish.from_day } },
      {
        onSuccess: () => {
          notifyDone(t('note.changed'));
          onClose();
        },
      },
    );
  return (
    <WishDialog
      title={t('note.changeTitle')}
      act={t('note.changeAct')}
      draft={{
        profession: wish.profession_code,
        modality: wish.modality,
        reason: wish.reason_code,
        halfDays: wish.half_days,
        pres: wish.commune_code ?? undefined,
        km: wish.within_km,
        point: wish.near_lat === null ? undefined : `${wish.near_lat},${wish.near_lon}`,
        only: wish.professional_id,
        until: wish.until_day,
      }}
      busy={change.isPending}
      error={change.error}
      attempt={change.failureCount}
      onSend={send}
      onClose={onClose}
    />
  );
}
