import { Badge, type BadgeProps } from '@mantine/core';
import type { ReferralRow } from '@/api/types';
import { useReferralTexts } from './texts';

/** That a criterion of a complex situation was said of a request; which ones, its case page tells. */
export function ComplexBadge({ of, ...props }: { of: Pick<ReferralRow, 'is_complex'> } & BadgeProps) {
  const t = useReferralTexts();
  if (!of.is_complex) return null;
  return (
    <Badge variant="light" color="ambre" {...props}>
      {t('complex')}
    </Badge>
  );
}
