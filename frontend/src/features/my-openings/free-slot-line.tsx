import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { hour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import classes from './agenda-week.module.css';
import { FreeSlotDialog } from './free-slot-dialog';
import type { AgendaSlot } from './queries';
import { useTexts } from './texts';

interface FreeSlotLineProps {
  professionalId: string;
  slot: AgendaSlot;
}

/** A free slot of one's own agenda: how and for what one comes, who sees it; both changed from here. */
export function FreeSlotLine({ professionalId, slot }: FreeSlotLineProps) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  const hasBegun = Date.parse(slot.starts_at) <= Date.now();
  const reasons = Object.keys(slot.reasons).map((one) => codeLabel('bookingReason', one));
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      <Stack gap={0}>
        <Group gap="xs">
          <span className={classes.free}>{t('slot.free')}</span>
          {slot.own_audience && (
            <Badge variant="light" className={classes.badge}>
              {t('slot.own')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {[
            slot.modalities.map((one) => codeLabel('modality', one)).join(', '),
            ...reasons,
            slot.audience.map((one) => t(`slot.short.${one}`)).join(', ') || t('slot.unseen'),
          ].join(' · ')}
        </Text>
      </Stack>
      {!hasBegun && (
        <Button
          variant="default"
          size="compact-sm"
          flex="none"
          aria-label={t('slot.changeOf', { hour: hour(slot.starts_at) })}
          onClick={() => setOpen(true)}
        >
          {t('slot.change')}
        </Button>
      )}
      {isOpen && (
        <FreeSlotDialog professionalId={professionalId} slot={slot} onClose={() => setOpen(false)} />
      )}
    </Group>
  );
}
