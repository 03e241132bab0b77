import { List, Text } from '@mantine/core';
import { exact } from '@/lib/dates';
import type { Switch } from './queries';
import { useTexts } from './texts';

/** Who switched what, on and off, and when. */
export function SwitchLog({ switches }: { switches: Switch[] }) {
  const t = useTexts();
  if (switches.length === 0) return <Text c="dimmed">{t('log.empty')}</Text>;
  return (
    <List spacing="xs">
      {switches.map((one) => (
        <List.Item key={one.switch_id}>
          {t('log.on', {
            title: one.title,
            version: one.plan_version,
            when: exact(one.on_at),
            name: one.on_by_name,
          })}{' '}
          {one.off_at
            ? t('log.off', { when: exact(one.off_at), name: one.off_by_name ?? '' })
            : t('log.stillOn')}
        </List.Item>
      ))}
    </List>
  );
}
