import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Bundle, BundleLine } from '@/api/types';
import { PATHS } from '@/app/paths';
import { notifyDone } from '@/ui/notify';
import { CancelDialog, MoveDialog } from './dialogs';
import { type BundleAct, useBundleAct } from './queries';
import { useTexts } from './texts';

const SEARCHED: BundleLine['status'][] = ['qualified', 'searching'];

/** What may be done with all of them at once; the service said what. */
export function LineUpActs({ bundle }: { bundle: Bundle }) {
  const t = useTexts();
  const [dialog, setDialog] = useState<'move' | 'cancel' | null>(null);
  const may = (act: BundleAct) => bundle.allowed_acts.includes(act);
  const first = bundle.lines.find(({ status }) => SEARCHED.includes(status))?.referral_id;
  const close = () => setDialog(null);
  if (bundle.allowed_acts.length === 0) return null;
  return (
    <Group gap="xs" className="no-print">
      {may('qualification') && <AtOnce bundle={bundle} act="qualification" />}
      {may('waves') && first && (
        <Button
          size="compact-md"
          renderRoot={(props) => <Link to={PATHS.proposal} params={{ id: first }} {...props} />}
        >
          {t('acts.waves')}
        </Button>
      )}
      {may('discharge-confirmation') && <AtOnce bundle={bundle} act="discharge-confirmation" />}
      {may('discharge-move') && (
        <Button size="compact-md" variant="default" onClick={() => setDialog('move')}>
          {t('acts.discharge-move')}
        </Button>
      )}
      {may('discharge-cancellation') && (
        <Button size="compact-md" variant="default" onClick={() => setDialog('cancel')}>
          {t('acts.discharge-cancellation')}
        </Button>
      )}
      {dialog === 'move' && <MoveDialog bundle={bundle} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog bundle={bundle} onClose={close} />}
    </Group>
  );
}

function AtOnce({ bundle, act }: { bundle: Bundle; act: 'qualification' | 'discharge-confirmation' }) {
  const t = useTexts();
  const { mutate, isPending } = useBundleAct(act);
  return (
    <Button
      size="compact-md"
      variant={act === 'qualification' ? 'filled' : 'default'}
      loading={isPending}
      onClick={() =>
        mutate({ id: bundle.bundle_id, act: undefined }, { onSuccess: () => notifyDone(t(`done.${act}`)) })
      }
    >
      {t(`acts.${act}`)}
    </Button>
  );
}
