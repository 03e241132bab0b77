import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import { useReadAgain } from '@/api/read-again';
import type { components } from '@/api/referral.gen';
import { shortDayAndHour } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { referralKey } from './queries';
import { useReferralTexts } from './texts';

type Reached = components['schemas']['ReachOutcome'];
const OUTCOMES: Reached[] = ['reached', 'no_answer', 'voicemail', 'wrong_number'];

export const reachQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'reach'],
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/reach-attempts', {
          params: { path: { referral_id: id } },
        }),
      ),
  });

function useReach(id: string) {
  return useMutation({
    mutationFn: (outcome: Reached) =>
      body(
        api.POST('/api/referral/v1/referrals/{referral_id}/reach-attempts', {
          params: { path: { referral_id: id }, header: { 'Idempotency-Key': newKey() } },
          body: { outcome },
        }),
      ),
    onSettled: useReadAgain(['referral']),
    onError: notifyRefusal,
  });
}

/** The attempts to reach the person, one tap each; missed on enough days, the request waits by rule. */
export function ReachLog({ id }: { id: string }) {
  const t = useReferralTexts();
  const log = useQuery(reachQuery(id));
  const reach = useReach(id);
  const tap = (outcome: Reached) =>
    reach.mutate(outcome, {
      onSuccess: ({ status, hold_days: days }) =>
        notifyDone(status === 'on_hold' ? t('reach.held', { days }) : t('reach.noted')),
    });
  return (
    <Stack gap="xs" component="section" aria-labelledby="reach">
      <Title order={2} size="h4" id="reach">
        {t('reach.title')}
      </Title>
      <ListFaces query={log}>
        {log.data && (
          <>
            <Text size="sm" c="dimmed">
              {t('reach.rule', { days: log.data.hold_after_days, hold: log.data.hold_days })}
            </Text>
            {log.data.missed_days > 0 && (
              <Alert color="ambre" variant="light" role="status">
                {t('reach.missed', { count: log.data.missed_days, of: log.data.hold_after_days })}
              </Alert>
            )}
            <Group gap="xs" className="no-print">
              {OUTCOMES.map((outcome) => (
                <Button
                  key={outcome}
                  variant="default"
                  loading={reach.isPending && reach.variables === outcome}
                  disabled={reach.isPending}
                  onClick={() => tap(outcome)}
                >
                  {t(`reach.outcome.${outcome}`)}
                </Button>
              ))}
            </Group>
            {log.data.items.length > 0 && (
              <List size="sm" spacing={2}>
                {log.data.items.map((line) => (
                  <List.Item key={line.at}>
                    {t('reach.line', {
                      at: shortDayAndHour(line.at),
                      outcome: t(`reach.outcome.${line.outcome}`).toLowerCase(),
                      by: line.by_name,
                    })}
                    {line.led_to_hold && ` ${t('reach.ledToHold')}`}
                  </List.Item>
                ))}
              </List>
            )}
          </>
        )}
      </ListFaces>
    </Stack>
  );
}
