import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { notifyDone } from '@/ui/notify';
import { alertsQuery, useLook } from './queries';
import { useTexts } from './texts';
import { useGroupName } from './use-group-name';

/** What the daily look found; whoever answers for the CPTS says that she has seen it. */
export function AlertsPanel() {
  const t = useTexts();
  const nameOf = useGroupName();
  const look = useLook();
  const { data } = useQuery(alertsQuery);
  if (!data) return null;
  if (data.items.length === 0) return <Text>{t('alerts.none')}</Text>;
  const waits = data.items.some((one) => one.looked_at === null);
  return (
    <Alert color={waits ? 'rouge' : 'ardoise'} variant="light" title={t('alerts.title')} role="status">
      <Stack gap="xs" align="flex-start">
        <List>
          {data.items.map((one) => (
            <List.Item key={`${one.dimension} ${one.group} ${one.measure}`}>
              {t('alerts.line', {
                dimension: t(`dimension.${one.dimension}`),
                group: nameOf(one.dimension, one.group),
                measure: t(`measure.${one.measure}`),
                day: tableDay(one.found_on),
              })}
              {one.looked_at && (
                <Text size="sm">
                  {t('alerts.looked', { name: one.looked_by_name ?? '', day: tableDay(one.looked_at) })}
                </Text>
              )}
            </List.Item>
          ))}
        </List>
        {waits && (
          <Button
            variant="default"
            loading={look.isPending}
            onClick={() => look.mutate(undefined, { onSuccess: () => notifyDone(t('alerts.done')) })}
          >
            {t('alerts.act')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
