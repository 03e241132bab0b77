import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { audiences } from '@/agendas/audiences';
import { shortDayAndHour } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import classes from './agenda-week.module.css';
import { wideningsQuery } from './queries';
import { useTexts } from './texts';

/** « Qui a élargi, quand »: each act by which more people came to see this agenda, with its author. */
export function Widenings({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const query = useQuery(wideningsQuery(professionalId));
  const acts = query.data?.items ?? [];
  return (
    <ListFaces query={query} isEmpty={acts.length === 0} empty={<Text size="sm">{t('widenings.none')}</Text>}>
      <ul className={classes.lines}>
        {acts.map((act) => (
          <li key={`${act.at}-${act.opening_id}-${act.slot_starts_at}`} className={classes.act}>
            <Text size="sm" fw={600}>
              {shortDayAndHour(act.at)} · {act.author_name || t('widenings.somebody')}
            </Text>
            <Text size="sm">
              {act.slot_starts_at
                ? t('widenings.slotTo', {
                    when: shortDayAndHour(act.slot_starts_at),
                    audiences: audiences(act.audiences),
                  })
                : t('widenings.to', { audiences: audiences(act.audiences) })}
            </Text>
            {act.shared_with.length > 0 && (
              <Text size="sm">
                {t('sharedWith.said', { names: act.shared_with.map(({ name }) => name).join(', ') })}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </ListFaces>
  );
}
