import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { ReasonSelect } from '@/ui/reason-select';
import { useReferralTexts } from './texts';

interface ReasonDialogProps<T extends string> {
  title: string;
  text?: string;
  act: string;
  danger?: boolean;
  busy: boolean;
  options: { value: T; label: string }[];
  /** « Pourquoi ? » when not said. */
  label?: string;
  /** What one of the reasons asks besides. */
  more?: (reason: T) => ReactNode;
  onConfirm: (reason: T) => void;
  onClose: () => void;
}

/** What will happen, why (one reason among a list), and a button that names the act. */
export function ReasonDialog<T extends string>({
  text,
  options,
  label,
  more,
  onConfirm,
  ...dialog
}: ReasonDialogProps<T>) {
  const words = useReferralTexts();
  const [reason, setReason] = useState<T | null>(null);
  return (
    <ConfirmDialog {...dialog} opened disabled={!reason} onConfirm={() => reason && onConfirm(reason)}>
      {text && <Text>{text}</Text>}
      <ReasonSelect label={label ?? words('reason')} options={options} value={reason} onChange={setReason} />
      {reason && more?.(reason)}
    </ConfirmDialog>
  );
}
