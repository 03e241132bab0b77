import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { Notice, Participant } from '@/api/types';
import { shortDayAndHour, tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { NOTICE_WAIVERS } from '@/referral/options';
import { ReasonDialog } from '@/referral/reason-dialog';
import { ListFaces } from '@/ui/list-faces';
import { NameParticipant } from './name-participant';
import { participantsQuery, useWaiveNotice } from './queries';
import { useTexts } from './texts';

const OPEN: Notice['state'][] = ['queued', 'sent', 'failed'];
const COLORS: Partial<Record<Notice['state'], string>> = { read: 'vert', delivered: 'vert', failed: 'rouge' };

/** Who must be told, and whether each was: a request closes only once all are. */
export function ParticipantsTab({ id }: { id: string }) {
  const t = useTexts();
  const session = useSession();
  const participants = useQuery(participantsQuery(id));
  const waive = useWaiveNotice(id);
  const [waived, setWaived] = useState<{ notice: Notice; name: string } | null>(null);
  const mayWaive = hasRole(session, ...COORDINATION);
  return (
    <ListFaces
      query={participants}
      isEmpty={participants.data?.items.length === 0}
      empty={<Text>{t('participants.empty')}</Text>}
    >
      {mayWaive && <NameParticipant id={id} present={participants.data?.items ?? []} />}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }} maw={860}>
        {participants.data?.items.map((one) => (
          <ParticipantCard
            key={one.participant_id}
            participant={one}
            onWaive={mayWaive ? (notice) => setWaived({ notice, name: one.name }) : undefined}
          />
        ))}
      </Stack>
      {waived && (
        <ReasonDialog
          title={t('participants.waiveTitle', { name: waived.name })}
          text=""
          act={t('participants.waiveAct')}
          options={NOTICE_WAIVERS}
          busy={waive.isPending}
          onClose={() => setWaived(null)}
          onConfirm={(reason) =>
            waive.mutate(
              { noticeId: waived.notice.notice_id, act: { reason } },
              { onSuccess: () => setWaived(null) },
            )
          }
        />
      )}
    </ListFaces>
  );
}

interface CardProps {
  participant: Participant;
  onWaive?: (notice: Notice) => void;
}

function ParticipantCard({ participant, onWaive }: CardProps) {
  const t = useTexts();
  const codes = useCodes();
  return (
    <Paper withBorder p="sm" component="li">
      <Text fw={600}>{participant.name}</Text>
      <Text size="sm" c="dimmed">
        {codes(`part.${participant.part}`)}
      </Text>
      {participant.notices.length === 0 && <Text size="sm">{t('participants.noNotice')}</Text>}
      {participant.notices.map((notice) => (
        <Group key={notice.notice_id} gap="xs" mt={6}>
          <Text size="sm">
            {codes(`noticeSubject.${notice.subject as 'placed'}`, { defaultValue: notice.subject })},{' '}
            {tableDay(notice.state_at)}
          </Text>
          <Badge variant="light" radius="sm" color={COLORS[notice.state] ?? 'ardoise'}>
            {codes(`noticeState.${notice.state}`)}
          </Badge>
          {notice.channel === 'mssante' && (
            <Text size="sm" c="dimmed">
              {t('participants.mssante')}
            </Text>
          )}
          {notice.next_attempt_at && (
            <Text size="sm" c="dimmed">
              {t('participants.tried', {
                count: notice.attempts,
                when: shortDayAndHour(notice.next_attempt_at),
              })}
            </Text>
          )}
          {notice.waived_reason && (
            <Text size="sm" c="dimmed">
              {codes(`noticeWaiver.${notice.waived_reason as 'told_by_phone'}`)}
            </Text>
          )}
          {onWaive && OPEN.includes(notice.state) && (
            <Button variant="default" size="compact-sm" onClick={() => onWaive(notice)}>
              {t('participants.waive')}
            </Button>
          )}
        </Group>
      ))}
    </Paper>
  );
}
