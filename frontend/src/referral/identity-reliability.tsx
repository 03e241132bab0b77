import { IconCircleCheckFilled, IconHelp, IconId } from '@tabler/icons-react';
import type { IdentityReliability } from '@/api/types';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { FaceChip } from '@/ui/face-chip';
import { useReferralTexts } from './texts';

const FACES = {
  provisional: { tone: 'warning', icon: IconHelp },
  retrieved: { tone: 'plain', icon: IconId },
  validated: { tone: 'plain', icon: IconId },
  qualified: { tone: 'sure', icon: IconCircleCheckFilled },
} as const;

/** How sure the identity is, on screen and on paper. */
export function ReliabilityBadge({ reliability }: { reliability: IdentityReliability }) {
  const codes = useCodes();
  const { status } = reliability;
  return <FaceChip face={FACES[status]}>{codes(`identityStatus.${status}`)}</FaceChip>;
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
