import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { shortDay } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { useDayWords } from './days';
import { DaysDialog } from './days-dialog';
import { type DaysAct, type Locum, ownPractice, type Replacement, useDaysAct } from './queries';
import { COLORS } from './status';
import { useTexts } from './texts';
import { StayingCount } from './trial';

type LocumAct = 'confirm' | 'release' | 'reopen';

/** Days that one locum holds: confirmed, given back, or both undone, in one act for all of them. */
export function LocumLine({ replacement, locum }: { replacement: Replacement; locum: Locum }) {
  const t = useTexts();
  const words = useDayWords();
  const own = ownPractice(useSession());
  const act = useDaysAct(replacement.replacement_id);
  const [asked, setAsked] = useState<'confirm' | 'release' | null>(null);
  const mine = replacement.covers.filter(
    (one) => one.locum_id === locum.locum_id && one.status === locum.status,
  );
  const title = words.ofAll(mine);
  const isSeveral = locum.days.length > 1;
  const isOwn = own === replacement.covers[0]?.professional_id;
  const make = (wanted: DaysAct) =>
    act.mutate(wanted, {
      onSuccess: () => notifyDone(t(`done.${wanted.act}`)),
      onError: notifyRefusal,
      onSettled: () => setAsked(null),
    });
  const press = (one: LocumAct) =>
    one === 'confirm' && locum.appointments_staying > 0
      ? setAsked('confirm')
      : make({ act: one, locum_id: locum.locum_id });
  const offered = locum.may.filter((one) => one === 'confirm' || one === 'release' || one === 'reopen');
  return (
    <Stack gap={6}>
      <Group gap={6}>
        <Text fw={600}>{t('locum', { name: locum.locum_name })}</Text>
        {isSeveral && (
          <Text size="sm">{locum.is_whole ? t('wholly') : locum.days.map(shortDay).join(', ')}</Text>
        )}
        {!isSeveral && !locum.is_whole && <Text size="sm">{locum.days.map(shortDay).join(', ')}</Text>}
        <Badge variant="light" color={COLORS[locum.status]}>
          {t(`status.${locum.status}`)}
        </Badge>
      </Group>
      {offered.length > 0 && (
        <Group gap="xs" className="no-print">
          {offered.map((one) => (
            <Button
              key={one}
              size="compact-md"
              variant={one === 'confirm' ? 'filled' : 'default'}
              loading={act.isPending}
              onClick={() => press(one)}
            >
              {t(`act.${one}`)}
              <span className="vh">
                {' '}
                – {locum.locum_name}, {title}
              </span>
            </Button>
          ))}
          {isSeveral && offered.includes('release') && (
            <Button size="compact-md" variant="default" onClick={() => setAsked('release')}>
              {t('act.releaseSome')}
              <span className="vh">
                {' '}
                – {locum.locum_name}, {title}
              </span>
            </Button>
          )}
        </Group>
      )}
      <ConfirmDialog
        opened={asked === 'confirm'}
        title={title}
        act={t('act.confirm')}
        busy={act.isPending}
        onClose={() => setAsked(null)}
        onConfirm={() => make({ act: 'confirm', locum_id: locum.locum_id })}
      >
        <Text>{t('closes', { name: locum.locum_name })}</Text>
        <StayingCount count={locum.appointments_staying} isOwn={isOwn} />
      </ConfirmDialog>
      {asked === 'release' && (
        <DaysDialog
          act="release"
          title={title}
          days={locum.days}
          chosen={[]}
          busy={act.isPending}
          onChoose={(days) => make({ act: 'release', locum_id: locum.locum_id, days })}
          onClose={() => setAsked(null)}
        />
      )}
    </Stack>
  );
}
