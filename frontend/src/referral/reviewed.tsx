import { Text } from '@mantine/core';
import type { Sheet } from './sheets';
import { useReferralTexts } from './texts';

/** Who has read the translation over; until somebody has, the paper says so. */
export function Reviewed({ sheet }: { sheet: Sheet }) {
  const t = useReferralTexts();
  if (sheet.language === 'fr') return null;
  return (
    <Text size="sm" c="dimmed" lang="fr" dir="ltr">
      {sheet.reviewed_by ? t('sheet.reviewed', { name: sheet.reviewed_by }) : t('sheet.notReviewed')}
    </Text>
  );
}
