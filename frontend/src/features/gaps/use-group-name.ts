import { useQuery } from '@tanstack/react-query';
import { cptsQuery } from '@/directory/queries';
import { codeLabel } from '@/lib/i18n';
import type { Dimension } from './queries';
import { useTexts } from './texts';

/** A group in the words of the screen: a commune by its name, the others by their label. */
export function useGroupName() {
  const t = useTexts();
  const { data: cpts } = useQuery(cptsQuery);
  return (dimension: Dimension, group: string): string => {
    if (dimension === 'language') return t(`language.${group as 'none'}`, { defaultValue: group });
    if (dimension === 'cover') return codeLabel('cover', group);
    if (dimension === 'sex') return codeLabel('sex', group);
    if (dimension === 'age_band') return codeLabel('ageBand', group);
    if (group === 'none') return t('noCommune');
    return cpts?.communes.find(({ code }) => code === group)?.name ?? group;
  };
}
