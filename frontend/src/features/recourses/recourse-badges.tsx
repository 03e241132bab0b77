import { Badge } from '@mantine/core';
import type { Recourse } from './queries';
import { useTexts } from './texts';

/** In which order it is called, and what is particular about it. */
export function RecourseBadges({ recourse }: { recourse: Recourse }) {
  const t = useTexts();
  return (
    <>
      <Badge variant="light" radius="sm">
        {t('rank', { rank: recourse.rank ?? '' })}
      </Badge>
      {recourse.is_public && (
        <Badge variant="light" radius="sm">
          {t('public')}
        </Badge>
      )}
      {!recourse.is_active && (
        <Badge variant="light" radius="sm" color="ardoise">
          {t('inactive')}
        </Badge>
      )}
    </>
  );
}
