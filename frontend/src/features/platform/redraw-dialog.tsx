import { Text } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { Refused } from '@/ui/refused';
import { CommunesField } from './communes-field';
import { sizeOf } from './found-dialog';
import { type Commune, type Territory, useRedraw } from './queries';
import { useTexts } from './texts';

interface RedrawDialogProps {
  name: string;
  territory: Territory;
  onClose: () => void;
}

/** Which communes come and which go, said before anything changes. */
export function RedrawDialog({ name, territory, onClose }: RedrawDialogProps) {
  const t = useTexts();
  const redraw = useRedraw(territory);
  const [communes, setCommunes] = useState<Commune[]>(territory.communes);
  const added = missing(communes, territory.communes);
  const removed = missing(territory.communes, communes);
  const done = () => {
    notifyDone(t('redraw.done', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('redraw.title', { name })}
      act={t('redraw.act')}
      busy={redraw.isPending}
      disabled={communes.length === 0 || (!added.length && !removed.length)}
      onClose={onClose}
      onConfirm={() =>
        redraw.mutate(
          communes.map((one) => one.code),
          { onSuccess: done },
        )
      }
    >
      <Refused error={redraw.error} />
      <CommunesField value={communes} onChange={setCommunes} />
      <div role="status">
        {added.length > 0 && <Text>{t('change.added', { names: namesOf(added) })}</Text>}
        {removed.length > 0 && <Text>{t('change.removed', { names: namesOf(removed) })}</Text>}
        <Text>{t('redraw.before', sizeOf(territory.communes))}</Text>
        <Text>{t('redraw.after', sizeOf(communes))}</Text>
      </div>
      <Text size="sm">{t('redraw.text')}</Text>
    </ConfirmDialog>
  );
}

const missing = (all: Commune[], among: Commune[]) =>
  all.filter((one) => !among.some((other) => other.code === one.code));

const namesOf = (communes: Commune[]) => communes.map((one) => one.name).join(', ');
