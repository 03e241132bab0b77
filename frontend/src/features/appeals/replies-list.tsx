import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { exact, shortDayAndHour } from '@/lib/dates';
import { notifyDone } from '@/ui/notify';
import { type Appeal, type AppealReply, useConfirm } from './queries';
import { useTexts } from './texts';

/** The short thread; the author confirms one of those who take it. */
export function RepliesList({ appeal }: { appeal: Appeal }) {
  const t = useTexts();
  if (appeal.replies.length === 0) return null;
  return (
    <Stack
      gap={8}
      component="ol"
      m={0}
      pl="sm"
      aria-label={t('replies')}
      style={{ listStyle: 'none', borderLeft: '3px solid var(--mantine-color-gray-3)' }}
    >
      {appeal.replies.map((one) => (
        <Reply key={one.reply_id} reply={one} appeal={appeal} />
      ))}
    </Stack>
  );
}

function Reply({ reply, appeal }: { reply: AppealReply; appeal: Appeal }) {
  const t = useTexts();
  const confirm = useConfirm(appeal.appeal_id);
  const isConfirmable = reply.takes && appeal.may.includes('confirm') && appeal.taker_name !== reply.name;
  return (
    <li>
      <Group gap="xs">
        <Text fw={600}>{reply.is_mine ? t('me') : reply.name}</Text>
        <Text
          component="time"
          size="sm"
          c="dimmed"
          dateTime={reply.written_at}
          title={exact(reply.written_at)}
        >
          {shortDayAndHour(reply.written_at)}
        </Text>
        {reply.takes && (
          <Badge variant="light" radius="sm" color="vert">
            {t('takes')}
          </Badge>
        )}
        {isConfirmable && (
          <Button
            size="compact-sm"
            className="no-print"
            loading={confirm.isPending}
            onClick={() => confirm.mutate(reply.reply_id, { onSuccess: () => notifyDone(t('confirm.done')) })}
          >
            {t('confirm.act', { name: reply.name })}
          </Button>
        )}
      </Group>
      {reply.words && <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{reply.words}</Text>}
    </li>
  );
}
