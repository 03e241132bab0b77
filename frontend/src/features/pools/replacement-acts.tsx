import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { DaysDialog } from './days-dialog';
import { type DaysAct, type Replacement, useDaysAct } from './queries';
import { useTexts } from './texts';

interface ReplacementActsProps {
  replacement: Replacement;
  title: string;
  days: string[];
}

/** What remains to be taken, the whole of it first, then some days of it; and what is not sought any more. */
export function ReplacementActs({ replacement, title, days }: ReplacementActsProps) {
  const t = useTexts();
  const act = useDaysAct(replacement.replacement_id);
  const [isChoosing, setChoosing] = useState(false);
  const open = replacement.open_days;
  const make = (wanted: DaysAct) =>
    act.mutate(wanted, {
      onSuccess: () => notifyDone(t(`done.${wanted.act}`)),
      onError: notifyRefusal,
      onSettled: () => setChoosing(false),
    });
  const whole = days.length === 1 ? 'claim' : open.length === days.length ? 'claimAll' : 'claimRest';
  if (replacement.may.length === 0) return null;
  return (
    <Group gap="xs" className="no-print">
      {replacement.may.includes('claim') && (
        <>
          <Button
            size="compact-md"
            loading={act.isPending}
            onClick={() => make({ act: 'claim', days: open })}
          >
            {t(`act.${whole}`, { count: open.length })}
            <span className="vh"> – {title}</span>
          </Button>
          {open.length > 1 && (
            <Button size="compact-md" variant="default" onClick={() => setChoosing(true)}>
              {t('act.claimSome')}
              <span className="vh"> – {title}</span>
            </Button>
          )}
        </>
      )}
      {replacement.may.includes('withdraw') && (
        <Button
          size="compact-md"
          variant="default"
          loading={act.isPending}
          onClick={() => make({ act: 'withdraw' })}
        >
          {t(
            replacement.covers.some((one) => one.status === 'confirmed')
              ? 'act.withdrawRest'
              : 'act.withdraw',
          )}
          <span className="vh"> – {title}</span>
        </Button>
      )}
      {isChoosing && (
        <DaysDialog
          act="claim"
          title={title}
          days={open}
          chosen={replacement.suits_me}
          busy={act.isPending}
          onChoose={(some) => make({ act: 'claim', days: some })}
          onClose={() => setChoosing(false)}
        />
      )}
    </Group>
  );
}
