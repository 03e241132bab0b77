import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { dayAndMonth } from '@/lib/dates';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import type { SnpSearch } from './search';
import { WishDialog } from './wish-dialog';
import { useCloseWish, useNoteWish, type WishTerms, wishOfQuery } from './wish-queries';
import { useWishTexts } from './wish-texts';

interface NoteWishProps {
  /** Of a request: nobody else is called. */
  referralId: string;
  search: SnpSearch;
  onChange: (changed: Partial<SnpSearch>) => void;
}

/** No slot suits: whoever looks notes what would, and is told by the list when it is there. */
export function NoteWish({ referralId, search, onChange }: NoteWishProps) {
  const t = useWishTexts();
  const waiting = useQuery(wishOfQuery(referralId)).data?.items[0];
  if (waiting)
    return (
      <Group gap="xs" role="status">
        <Text size="sm">{t('note.noted', { day: dayAndMonth(waiting.until_day) })}</Text>
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to={PATHS.wishes} search={{ liste: 'en-attente' }} {...props} />}
        >
          {t('note.see')}
        </Anchor>
      </Group>
    );
  return (
    <Group gap="xs">
      <Text>{t('note.why')}</Text>
      <Button variant="default" onClick={() => onChange({ souhait: true })}>
        {t(search.deplacer ? 'note.earlier' : 'note.open')}
      </Button>
      {search.souhait && (
        <NoteDialog
          referralId={referralId}
          search={search}
          onClose={() => onChange({ souhait: undefined })}
        />
      )}
    </Group>
  );
}

interface NoteDialogProps extends Omit<NoteWishProps, 'onChange'> {
  onClose: () => void;
}

function NoteDialog({ referralId, search, onClose }: NoteDialogProps) {
  const t = useWishTexts();
  const note = useNoteWish();
  const close = useCloseWish();
  const send = (terms: WishTerms) =>
    note.mutate(
      { ...terms, referral_id: referralId, appointment_id: search.deplacer ?? null },
      {
        onSuccess: ({ wish_id: id }) => {
          const undone = () => notifyDone(t('status.no_longer_suits'));
          notifyUndo(t('note.done'), () => close.mutateAsync(id).then(undone, notifyRefusal));
          onClose();
        },
      },
    );
  return (
    <WishDialog
      title={t('note.title')}
      act={t('note.act')}
      draft={{
        profession: search.profession,
        modality: search.ou,
        reason: search.motif,
        pres: search.pres,
        km: search.km,
        point: search.point,
        only: search.pro,
      }}
      busy={note.isPending}
      error={note.error}
      attempt={note.failureCount}
      onSend={send}
      onClose={onClose}
    />
  );
}
