import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAgendaTexts } from '@/agendas/texts';
import { dayAndHour } from '@/lib/dates';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { RefusedForm } from '@/ui/error-summary';
import { notifyDone, notifyRefusal, notifyUndo } from '@/ui/notify';
import { AudienceField, type Sight } from './audience-field';
import { type AgendaSlot, useCloseSpan, useReopen, useSayWhoSees, useSeeAsOpening } from './queries';
import { useTexts } from './texts';

interface FreeSlotDialogProps {
  professionalId: string;
  slot: AgendaSlot;
  onClose: () => void;
}

/** Who sees this slot alone, whatever its opening says; or it is closed. */
export function FreeSlotDialog({ professionalId, slot, onClose }: FreeSlotDialogProps) {
  const t = useTexts();
  const words = useAgendaTexts();
  const say = useSayWhoSees();
  const forget = useSeeAsOpening();
  const close = useCloseSpan();
  const reopen = useReopen();
  const [sight, setSight] = useState<Sight>(slot);
  const { audience, releases, shared_with } = sight;
  const isFaulty = audience.length === 0;
  const done = (message: string) => () => {
    notifyDone(message);
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={t('slot.title', { when: dayAndHour(slot.starts_at) })}
      act={t('slot.keep')}
      busy={say.isPending}
      disabled={isFaulty}
      onClose={onClose}
      onConfirm={() =>
        say.mutate(
          { slotId: slot.slot_id, sight: { audience, releases, shared_with } },
          { onSuccess: done(t('slot.kept')) },
        )
      }
    >
      <Stack gap="sm">
        <RefusedForm act={say} />
        <Text size="sm" c="dimmed">
          {t('slot.text')}
        </Text>
        <AudienceField
          professionalId={professionalId}
          value={sight}
          error={isFaulty ? words('missing.audience') : undefined}
          onChange={setSight}
        />
        <Divider />
        <Group gap="xs">
          {slot.own_audience && (
            <Button
              variant="default"
              loading={forget.isPending}
              onClick={() =>
                forget.mutate(slot.slot_id, { onSuccess: done(t('slot.forgotten')), onError: notifyRefusal })
              }
            >
              {t('slot.asOpening')}
            </Button>
          )}
          <Button
            variant="default"
            loading={close.isPending}
            onClick={() =>
              close.mutate(
                { professional_id: professionalId, from: slot.starts_at, to: slot.ends_at },
                {
                  onSuccess: ({ closure_id }) => {
                    notifyUndo(t('slot.closed'), () => reopen.mutate(closure_id, { onError: notifyRefusal }));
                    onClose();
                  },
                  onError: notifyRefusal,
                },
              )
            }
          >
            {t('slot.close')}
          </Button>
        </Group>
      </Stack>
    </ConfirmDialog>
  );
}
