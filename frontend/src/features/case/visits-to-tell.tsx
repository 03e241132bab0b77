import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { dayAndHour } from '@/lib/dates';
import { timelineQuery } from '@/referral/queries';
import { notifyRefusal, notifyUndo } from '@/ui/notify';
import {
  confirmationsQuery,
  useTakeBackTelling,
  useTellByPhone,
  type VisitToTell,
} from './confirmation-queries';
import { useTexts } from './texts';

const DID_NOT_ARRIVE = /^confirmation_failed_|^correction_phone$/;

/** Appointments of which what was written did not arrive: the person is called, and it is noted here. */
export function VisitsToTell({ referralId }: { referralId: string }) {
  const t = useTexts();
  const timeline = useQuery(timelineQuery(referralId));
  const someDidNot = timeline.data?.items.some(({ code }) => DID_NOT_ARRIVE.test(code)) ?? false;
  const { data } = useQuery({ ...confirmationsQuery(referralId), enabled: someDidNot });
  const tell = useTellByPhone(referralId);
  const { mutate: takeBack } = useTakeBackTelling(referralId);
  const note = (appointmentId: string) =>
    tell.mutate(appointmentId, {
      onSuccess: ({ telling_id: id }) =>
        notifyUndo(t('confirmation.toTell.done'), () => takeBack(id, { onError: notifyRefusal })),
      onError: notifyRefusal,
    });
  if (!data?.to_tell.length) return null;
  return (
    <Alert color="rouge" variant="light" title={t('confirmation.toTell.title')}>
      <Stack gap="xs">
        {data.to_tell.map((one) => (
          <ToTell
            key={one.appointment_id}
            visit={one}
            isSending={tell.isPending && tell.variables === one.appointment_id}
            onTold={() => note(one.appointment_id)}
          />
        ))}
      </Stack>
    </Alert>
  );
}

interface ToTellProps {
  visit: VisitToTell;
  isSending: boolean;
  onTold: () => void;
}

function ToTell({ visit, isSending, onTold }: ToTellProps) {
  const t = useTexts();
  const what = t(`confirmation.toTell.${visit.what}`, { when: dayAndHour(visit.starts_at) });
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm">
        {[what, visit.professional_name].filter(Boolean).join(', ')} – {t(`confirmation.toTell.${visit.way}`)}
      </Text>
      <Button
        variant="default"
        leftSection={<IconPhone size={16} aria-hidden />}
        loading={isSending}
        onClick={onTold}
      >
        {t('confirmation.toTell.act')}
        <span className="vh"> – {what}</span>
      </Button>
    </Group>
  );
}
