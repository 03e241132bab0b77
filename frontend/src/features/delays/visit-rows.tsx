import { List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dayAndMonth, hour } from '@/lib/dates';
import { ListFaces } from '@/ui/list-faces';
import { type HalfDay, visitSlotsQuery } from './home-visits-queries';
import { useTexts } from './texts';

/** The slots behind the figure of one half-day. */
export function VisitRows({ day, half }: { day: string; half: HalfDay['half'] }) {
  const t = useTexts();
  const query = useQuery(visitSlotsQuery(day, half));
  const slots = query.data?.items ?? [];
  const title = t('visits.rows', { day: dayAndMonth(day), half: t(`visits.${half}`).toLowerCase() });
  return (
    <section aria-label={title}>
      <Title order={3} size="h5">
        {title}
      </Title>
      <ListFaces
        query={query}
        isEmpty={slots.length === 0}
        empty={<Text c="dimmed">{t('visits.nobody')}</Text>}
      >
        <List>
          {slots.map((one) => (
            <List.Item key={one.slot_id}>
              {hour(one.starts_at)} –{' '}
              {[one.professional_name, one.commune_name, t(`visits.status.${one.status}`)]
                .filter(Boolean)
                .join(' · ')}
            </List.Item>
          ))}
        </List>
      </ListFaces>
    </section>
  );
}
