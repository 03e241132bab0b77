import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { shortDay, tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { notifyDone } from '@/ui/notify';
import { AsideButton } from './aside-button';
import { type Appeal, useClose } from './queries';
import { RemoveDialog } from './remove-dialog';
import { RepliesList } from './replies-list';
import { ReplyForm } from './reply-form';
import { useTexts } from './texts';
import { useProfessions } from './use-professions';

const COLORS = {
  open: 'petrole',
  taken: 'vert',
  met: 'vert',
  not_needed: 'ardoise',
  expired: 'ardoise',
  removed: 'rouge',
};

/** One appeal, its thread, and what this reader may do; the service said which. */
export function AppealCard({ appeal }: { appeal: Appeal }) {
  const t = useTexts();
  const codes = useCodes();
  const title =
    appeal.state === 'removed' ? t('removed.title', { day: tableDay(appeal.posted_at) }) : appeal.subject;
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start">
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Badge variant="light" radius="sm" color={COLORS[appeal.state]}>
            {codes(`appealState.${appeal.state}`)}
          </Badge>
        </Group>
        <About appeal={appeal} />
        {appeal.words && (
          <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{appeal.words}</Text>
        )}
        {appeal.removal_reason && (
          <Text>
            {t('removed.why', {
              name: appeal.state_by_name,
              day: tableDay(appeal.state_at),
              reason: codes(`appealRemoval.${appeal.removal_reason}`),
            })}
          </Text>
        )}
        {appeal.taker_name && <Text fw={600}>{t('taker', { name: appeal.taker_name })}</Text>}
        {appeal.may.includes('bring_back') && <Text c="dimmed">{t('aside.note')}</Text>}
        <RepliesList appeal={appeal} />
        {appeal.may.includes('reply') && <ReplyForm appeal={appeal} />}
        <Acts appeal={appeal} title={title} />
      </Stack>
    </Paper>
  );
}

function About({ appeal }: { appeal: Appeal }) {
  const t = useTexts();
  const { nameOf } = useProfessions();
  const whom = appeal.profession_codes.map(nameOf).join(', ');
  return (
    <Text size="sm" c="dimmed">
      {[
        t('by', { name: appeal.is_mine ? t('me') : appeal.author_name, day: shortDay(appeal.posted_at) }),
        whom ? t('for', { whom }) : t('forAll'),
        appeal.commune_name,
        t('until', { day: shortDay(appeal.open_until) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  );
}

/** The author closes; a reader sets it aside; the coordination removes. */
function Acts({ appeal, title }: { appeal: Appeal; title: string }) {
  const t = useTexts();
  const close = useClose(appeal.appeal_id);
  const [isRemoving, setRemoving] = useState(false);
  const outcomes = appeal.may.includes('close') ? (['met', 'not_needed'] as const) : [];
  return (
    <Group gap="xs" className="no-print">
      {outcomes.map((outcome) => (
        <Button
          key={outcome}
          size="compact-md"
          variant="default"
          loading={close.isPending}
          onClick={() => close.mutate(outcome, { onSuccess: () => notifyDone(t('close.done')) })}
        >
          {t(`close.${outcome}`)}
          <span className="vh"> – {title}</span>
        </Button>
      ))}
      <AsideButton appeal={appeal} title={title} />
      {appeal.may.includes('remove') && (
        <Button size="compact-md" variant="subtle" color="rouge" onClick={() => setRemoving(true)}>
          {t('remove.open')}
          <span className="vh"> – {title}</span>
        </Button>
      )}
      {isRemoving && <RemoveDialog id={appeal.appeal_id} onClose={() => setRemoving(false)} />}
    </Group>
  );
}
