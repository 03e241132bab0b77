import { Badge } from '@mantine/core';
import { IconAlertTriangleFilled, IconArrowUp, IconMinus } from '@tabler/icons-react';
import type { Urgency } from '@/api/types';
import { useCodes } from '@/lib/i18n';

// Fixed pairs, measured at 7:1 or more; an icon and a word, never a colour alone.
const FACES = {
  urgent: { icon: IconAlertTriangleFilled, color: '#8f1d15', background: '#fdecea' },
  soon: { icon: IconArrowUp, color: '#7a4100', background: '#fff3e0' },
  normal: { icon: IconMinus, color: '#3d4b59', background: '#eef1f4' },
} as const;

/** The referrer's urgency, with what follows it (« ≤ 48 h »). */
export function UrgencyChip({ urgency, suffix }: { urgency: Urgency; suffix?: string }) {
  const t = useCodes();
  const face = FACES[urgency];
  const Icon = face.icon;
  return (
    <Badge
      className="keep"
      radius="sm"
      size="lg"
      fw={600}
      leftSection={<Icon size={14} aria-hidden />}
      styles={{ root: { background: face.background, color: face.color, flexShrink: 0 } }}
    >
      {t(`urgency.${urgency}`)}
      {suffix && ` ${suffix}`}
    </Badge>
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
  const face = priorityClass === 1 ? FACES.urgent : priorityClass === 2 ? FACES.soon : FACES.normal;
  return (
    <Badge
      className="keep"
      radius="sm"
      size="lg"
      fw={700}
      title={isLong ? undefined : words}
      styles={{ root: { background: face.background, color: face.color, flexShrink: 0 } }}
    >
      {isLong ? words : `P${priorityClass}`}
    </Badge>
  );
}
