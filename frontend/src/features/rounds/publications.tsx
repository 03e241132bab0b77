import { List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dayAndHour, hour } from '@/lib/dates';
import { Disclosure } from '@/ui/disclosure';
import { ListFaces } from '@/ui/list-faces';
import { publicationsQuery } from './queries';
import { useTexts } from './texts';

/** What the nurses were told, each time, as it was then. */
export function Publications({ day }: { day: string }) {
  const t = useTexts();
  const query = useQuery(publicationsQuery(day));
  return (
    <Disclosure summary={t('versions.title')}>
      <ListFaces query={query}>
        <Stack gap="sm">
          {query.data?.items.map((one) => (
            <section key={one.number}>
              <Text fw={600}>
                {t('versions.one', {
                  number: one.number,
                  when: dayAndHour(one.published_at),
                  who: one.published_by_name,
                })}
              </Text>
              <List size="sm">
                {one.stops.map((stop) => (
                  <List.Item key={stop.visit_id}>
                    {t('versions.stop', {
                      who: stop.professional_name,
                      at: hour(stop.starts_at),
                      minutes: stop.minutes,
                      commune: stop.commune_code,
                    })}
                  </List.Item>
                ))}
              </List>
            </section>
          ))}
        </Stack>
      </ListFaces>
    </Disclosure>
  );
}
