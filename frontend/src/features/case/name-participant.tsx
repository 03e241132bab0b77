import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Participant } from '@/api/types';
import { ProfessionalField } from '@/directory/professional-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone } from '@/ui/notify';
import { useNameParticipant } from './queries';
import { useTexts } from './texts';

/** The coordinator lets one more professional follow the request; it opens no bulletin. */
export function NameParticipant({ id, present }: { id: string; present: Participant[] }) {
  const t = useTexts();
  const [isAsked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const naming = useNameParticipant(id);
  const already = new Set(present.map((one) => one.professional_id));
  function close() {
    setAsked(false);
    setChosen(null);
  }
  return (
    <>
      <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setAsked(true)}>
        {t('participants.add')}
      </Button>
      {isAsked && (
        <ConfirmDialog
          opened
          title={t('participants.addTitle')}
          act={chosen ? t('participants.addAct', { name: chosen.name }) : t('participants.addChoose')}
          disabled={!chosen}
          busy={naming.isPending}
          onClose={close}
          onConfirm={() =>
            chosen &&
            naming.mutate(chosen.id, {
              onSuccess: () => {
                notifyDone(t('participants.added', { name: chosen.name }));
                close();
              },
            })
          }
        >
          <Text>{t('participants.addText')}</Text>
          <ProfessionalField
            label={t('participants.addField')}
            value={chosen?.id ?? null}
            onChange={(professional, name) =>
              setChosen(professional ? { id: professional, name: name ?? '' } : null)
            }
            excluded={({ professional_id }) =>
              already.has(professional_id) ? t('participants.already') : undefined
            }
          />
        </ConfirmDialog>
      )}
    </>
  );
}
