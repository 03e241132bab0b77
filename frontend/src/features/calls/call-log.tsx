import { List, Title } from '@mantine/core';
import { shortDayAndHour } from '@/lib/dates';
import type { CallList } from './queries';
import { useTexts } from './texts';

export function CallLog({ log }: { log: CallList['log'] }) {
  const t = useTexts();
  if (log.length === 0) return null;
  return (
    <section aria-labelledby="call-log">
      <Title order={3} size="h5" id="call-log" mb="xs">
        {t('log')}
      </Title>
      <List spacing={2} size="sm">
        {log.map((line) => (
          <List.Item key={`${line.professional_id}-${line.at}`}>
            {t('logLine', {
              at: shortDayAndHour(line.at),
              name: line.name,
              outcome: t(`outcome.${line.outcome}`).toLowerCase(),
              by: line.by_name,
            })}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
