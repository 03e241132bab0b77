import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { dayAndMonth, isoDay, longDay } from '@/lib/dates';
import { SomeOfChips } from '@/ui/chips-field';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type Duty, type RotaDetail, useOffer } from './queries';
import { useTexts } from './texts';

interface OfferDialogProps {
  duty: Duty;
  detail: RotaDetail;
  onClose: () => void;
}

/** A duty leaves the house: said in a dialog, with the days its holder would take instead. */
export function OfferDialog({ duty, detail, onClose }: OfferDialogProps) {
  const t = useTexts();
  const offer = useOffer();
  const [days, setDays] = useState<string[]>([]);
  const today = isoDay(new Date());
  const others = new Set(
    detail.duties
      .filter((one) => one.on >= today && one.on !== duty.on && one.professional_id !== duty.professional_id)
      .map((one) => one.on),
  );
  return (
    <ConfirmDialog
      opened
      title={t('offer.title', { day: longDay(duty.on) })}
      act={t('offer.act')}
      busy={offer.isPending}
      onClose={onClose}
      onConfirm={() =>
        offer.mutate(
          { dutyId: duty.duty_id, days },
          {
            onSuccess: () => {
              notifyDone(t('offer.done'));
              onClose();
            },
            onError: notifyRefusal,
          },
        )
      }
    >
      <Stack gap="sm">
        <Text>{t('offer.text')}</Text>
        <SomeOfChips
          legend={t('offer.inReturn')}
          hint={days.length === 0 ? t('offer.none') : undefined}
          options={[...others].map((day) => ({ value: day, label: dayAndMonth(day) }))}
          value={days}
          onChange={setDays}
        />
      </Stack>
    </ConfirmDialog>
  );
}
