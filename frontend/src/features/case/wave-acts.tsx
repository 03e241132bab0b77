import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Wave } from '@/api/types';
import { number } from '@/lib/typography';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { useRemindWave, useStopWave, useWidenSearch } from './queries';
import { useTexts } from './texts';

/** A running wave in hand: stop it, remind now, go on to the next ring. What mails leave for is confirmed first, but for
 * the reminder, which would leave by itself. */
export function WaveActs({ id, wave, isLast }: { id: string; wave: Wave; isLast: boolean }) {
  const t = useTexts();
  const [asked, setAsked] = useState<'stop' | 'widen' | null>(null);
  const stop = useStopWave(id);
  const remind = useRemindWave(id);
  const widen = useWidenSearch(id);
  const close = () => setAsked(null);
  return (
    <>
      <Group gap="xs" mt="xs">
        {!wave.by_phone && (
          <Button
            variant="default"
            size="compact-sm"
            loading={remind.isPending}
            onClick={() => remind.mutate(wave.wave_id, { onSuccess: () => notifyDone(t('waves.reminded')) })}
          >
            {t('waves.remind')}
          </Button>
        )}
        {isLast && !wave.by_phone && (
          <Button variant="default" size="compact-sm" onClick={() => setAsked('widen')}>
            {t('waves.widen')}
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={() => setAsked('stop')}>
          {t('waves.stop')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asked === 'stop'}
        danger
        title={t('waves.stopTitle')}
        act={t('waves.stopAct')}
        busy={stop.isPending}
        onClose={close}
        onConfirm={() =>
          stop.mutate(wave.wave_id, { onSuccess: () => notifyDone(t('waves.stopped')), onSettled: close })
        }
      >
        <Text>{t('waves.stopText')}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === 'widen'}
        title={t('waves.widenTitle')}
        act={t('waves.widenAct')}
        busy={widen.isPending}
        onClose={close}
        onConfirm={() =>
          widen.mutate(undefined, {
            onSuccess: (next) =>
              notifyDone(
                t('waves.widened', { count: next.solicitations.length, ring: number(next.ring_km) }),
              ),
            onSettled: close,
          })
        }
      >
        <Text>{t('waves.widenText')}</Text>
      </ConfirmDialog>
    </>
  );
}
