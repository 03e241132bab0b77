import { List, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { tableDay } from '@/lib/dates';
import { useCodes } from '@/lib/i18n';
import { pastReceivedQuery } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { Disclosure } from '@/ui/disclosure';
import { KeysetList } from '@/ui/keyset-list';

/** What neighbours had opened here and is over: its card is gone, that it was here is not. */
export function PastReceived() {
  const t = useNeighbourTexts();
  const codes = useCodes();
  const query = useInfiniteQuery(pastReceivedQuery);
  return (
    <Disclosure summary={t('past.title')}>
      <KeysetList query={query} empty={<Text c="dimmed">{t('past.empty')}</Text>}>
        {(items) => (
          <List listStyleType="none" spacing="xs">
            {items.map((one) => (
              <List.Item key={one.crossing_id}>
                <Text fw={600}>
                  {one.number} · {codes(`kind.${one.kind}`)}
                </Text>
                <Text size="sm">
                  {codes(`crossingEnd.${one.end_code}`)}
                  {one.proposed_name && ` (${t('past.proposed', { name: one.proposed_name })})`}
                </Text>
                <Text size="sm" c="dimmed">
                  {t('past.when', {
                    name: one.from_name,
                    opened: tableDay(one.opened_at),
                    ended: tableDay(one.ended_at),
                  })}
                </Text>
              </List.Item>
            ))}
          </List>
        )}
      </KeysetList>
    </Disclosure>
  );
}
