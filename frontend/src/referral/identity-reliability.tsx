import { Badge } from '@mantine/core';
import { IconCircleCheckFilled, IconHelp, IconId } from '@tabler/icons-react';
import type { IdentityReliability } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { useReferralTexts } from './texts';

// Fixed pairs, measured at 7:1 or more; an icon and a word, never a colour alone.
const FACES = {
  provisional: { icon: IconHelp, color: '#7a4100', background: '#fff3e0' },
  retrieved: { icon: IconId, color: '#3d4b59', background: '#eef1f4' },
  validated: { icon: IconId, color: '#3d4b59', background: '#eef1f4' },
  qualified: { icon: IconCircleCheckFilled, color: '#14532d', background: '#e7f5ec' },
} as const;

/** How sure the identity is, on screen and on paper. */
export function ReliabilityBadge({ reliability }: { reliability: IdentityReliability }) {
  const codes = useCodes();
  const face = FACES[reliability.status];
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
      {codes(`identityStatus.${reliability.status}`)}
    </Badge>
  );
}

/** « Passeport, vue le 3 mars 2026 par Dr Jeanne Exemple ». */
export function useDocumentSeen({ document, ...seen }: IdentityReliability): string | null {
  const t = useReferralTexts();
  const codes = useCodes();
  if (!document) return null;
  const day = seen.document_seen_at ? tableDay(seen.document_seen_at) : '';
  return t('identity.seen', {
    document: codes(`identityDocument.${document}`),
    day,
    name: seen.document_seen_by_name,
  });
}
