import { Button, List, Title } from '@mantine/core';
import { shortDayAndHour } from '@/lib/dates';
import { type CallList, useTakeBack } from './queries';
import { useTexts } from './texts';

interface CallLogProps {
  referralId: string;
  log: CallList['log'];
}

/** Every call, those taken back too; whoever made one takes it back here for some minutes. */
export function CallLog({ referralId, log }: CallLogProps) {
  const t = useTexts();
  const takeBack = useTakeBack(referralId);
  if (log.length === 0) return null;
  return (
    <section aria-labelledby="call-log">
      <Title order={3} size="h5" id="call-log" mb="xs">
        {t('log')}
      </Title>
      <List spacing={2} size="sm">
        {log.map((line) => (
          <List.Item key={line.call_id}>
            {t('logLine', {
              at: shortDayAndHour(line.at),
              name: line.name,
              outcome: t(`outcome.${line.outcome}`).toLowerCase(),
              by: line.by_name,
            })}
            {line.taken_back_at && ` ${t('takenBack')}`}{' '}
            {line.may_be_taken_back && (
              <Button
                variant="default"
                size="compact-sm"
                className="no-print"
                disabled={takeBack.isPending}
                onClick={() => takeBack.mutate(line.call_id)}
              >
                {t('takeBack')}
                <span className="vh"> – {line.name}</span>
              </Button>
            )}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
