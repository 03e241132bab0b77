import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCommon } from '@/lib/i18n';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** The act itself: « Solliciter 3 médecins », never « OK ». */
  act: string;
  /** The way out, where « Annuler » would be the act itself. */
  wayOut?: string;
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Only for what leaves the house or cannot come back; everything else acts at once with an undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useCommon();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size="lg">
      <Stack gap="md">
        {props.children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {props.wayOut ?? t('actions.cancel')}
          </Button>
          <Button
            color={props.danger ? 'rouge' : undefined}
            loading={props.busy}
            disabled={props.disabled}
            onClick={props.onConfirm}
            data-autofocus
          >
            {props.act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
