import { Badge, type BadgeProps } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { ReferralRow } from '@/api/types';
import { useTexts } from './texts';

/** That a request was stated together with others: why, and how many they are. */
export function TieBadge({ tie, ...props }: { tie: ReferralRow['bundle'] } & BadgeProps) {
  const t = useTexts();
  if (!tie) return null;
  return (
    <Badge variant="light" color="ardoise" leftSection={<IconLink size={12} aria-hidden />} {...props}>
      {t(`tie.${tie.kind}`, { count: tie.count })}
    </Badge>
  );
}
