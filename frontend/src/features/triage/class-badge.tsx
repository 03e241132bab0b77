import { Badge } from '@mantine/core';
import { codeLabel } from '@/lib/i18n';
import type { Queued } from './queries';
import { useTexts } from './texts';

const COLOURS = { half_day: 'rouge', hours_24: 'ambre', hours_48: 'petrole' } as const;

interface ClassBadgeProps {
  status: Queued['status'] | null;
  triageClass: Queued['triage_class'] | null;
}

/** The class once there is one; until then how far the script has come. */
export function ClassBadge({ status, triageClass }: ClassBadgeProps) {
  const t = useTexts();
  if (status === 'red_flag') return <Badge color="rouge">{t('status.red_flag')}</Badge>;
  if (triageClass)
    return (
      <Badge variant="light" color={COLOURS[triageClass]}>
        {codeLabel('triageClass', triageClass)}
      </Badge>
    );
  return (
    <Badge variant="light" color="ardoise">
      {t(`status.${status ?? 'unopened'}`)}
    </Badge>
  );
}
