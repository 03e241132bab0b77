import { Button, Group, Paper, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { shortDayAndHour } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { type DraftLine, discardDraft, keepDraft, readDraft, useDraftsChanged } from '@/referral/drafts';
import { trackOf } from '@/referral/track';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import { useTexts } from './texts';

export function DraftCard({ draft }: { draft: DraftLine }) {
  const t = useTexts();
  const codes = useCodes();
  const discard = useDiscard();
  const title = `${draft.kind ? codes(`kind.${draft.kind}`) : t('noKind')} · ${draft.label || t('noName')}`;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="sm">
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm">
            {t('edited', { when: shortDayAndHour(draft.edited_at) })} ·{' '}
            {t('erased', { when: shortDayAndHour(draft.erased_at) })}
          </Text>
        </div>
        <Group gap="xs">
          <Button
            renderRoot={(props) => (
              <Link
                to={PATHS.newReferral}
                search={{ type: trackOf(draft.kind), brouillon: draft.draft_id }}
                {...props}
              />
            )}
          >
            {t('resume')}
            <span className="vh"> – {title}</span>
          </Button>
          <Button
            variant="default"
            loading={discard.isPending}
            onClick={() => discard.mutate(draft.draft_id)}
          >
            {t('discard')}
            <span className="vh"> – {title}</span>
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

/** The server destroys the key at once; what was read just before stays in this page for the time of an undo. */
function useDiscard() {
  const t = useTexts();
  const changed = useDraftsChanged();
  return useMutation({
    mutationFn: async (id: string) => {
      const { kind, label, content } = await readDraft(id);
      await discardDraft(id);
      return { kind, label, content };
    },
    onSuccess: (words) => {
      const back = () =>
        keepDraft(words).then(() => {
          notifyDone(t('done.restored'));
          return changed();
        }, notifyRefusal);
      notifyUndo(t('done.discarded'), back);
    },
    onSettled: changed,
    onError: notifyRefusal,
  });
}
