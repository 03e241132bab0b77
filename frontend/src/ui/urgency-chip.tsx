import { IconAlertTriangleFilled, IconArrowUp, IconMinus } from '@tabler/icons-react';
import type { Urgency } from '@/api/types';
import { useCodes } from '@/lib/i18n';
import { FaceChip } from './face-chip';

const FACES = {
  urgent: { tone: 'alert', icon: IconAlertTriangleFilled },
  soon: { tone: 'warning', icon: IconArrowUp },
  normal: { tone: 'plain', icon: IconMinus },
} as const;

/** The referrer's urgency, with what follows it (« ≤ 48 h »). */
export function UrgencyChip({ urgency, suffix }: { urgency: Urgency; suffix?: string }) {
  const t = useCodes();
  return (
    <FaceChip face={FACES[urgency]}>
      {t(`urgency.${urgency}`)}
      {suffix && ` ${suffix}`}
    </FaceChip>
  );
}

interface ClassChipProps {
  /** 1 to 5. */
  priorityClass: number;
  /** « P2 · affection de longue durée »: in the tooltip, or in full with `isLong`. */
  words: string;
  isLong?: boolean;
}

/** The class that orders the queue: P1 and P2 stand out. */
export function ClassChip({ priorityClass, words, isLong }: ClassChipProps) {
  const tone = priorityClass === 1 ? 'alert' : priorityClass === 2 ? 'warning' : 'plain';
  return (
    <FaceChip face={{ tone }} fw={700} title={isLong ? undefined : words}>
      {isLong ? words : `P${priorityClass}`}
    </FaceChip>
  );
}
