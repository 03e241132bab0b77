import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from './texts';

/** « Créneau gardé pour vous encore 4:32 »; said once, counted silently. */
export function HoldCountdown({ until, onAgain }: { until: string; onAgain: () => void }) {
  const t = useTexts();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.round((Date.parse(until) - now) / 1_000));
  if (left === 0) {
    return (
      <Group gap="sm" role="alert">
        <Text c="rouge.9">{t('dialog.expired')}</Text>
        <Button variant="default" size="compact-sm" onClick={onAgain}>
          {t('dialog.holdAgain')}
        </Button>
      </Group>
    );
  }
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <Text fw={600} role="timer">
      {t('dialog.held', { time })}
    </Text>
  );
}
