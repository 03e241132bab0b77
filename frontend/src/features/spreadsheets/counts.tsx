import { Paper, SimpleGrid, Text } from '@mantine/core';
import { number } from '@/lib/typography';
import type { Spreadsheet } from './queries';
import { useTexts } from './texts';

const SHOWN = ['stated', 'waiting', 'refusals', 'twins', 'left_out'] as const;

export function Counts({ counts }: { counts: Spreadsheet['counts'] }) {
  const t = useTexts();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="sm" component="dl" m={0}>
      {SHOWN.map((one) => (
        <Paper key={one} withBorder p="sm">
          <Text component="dt" size="sm">
            {t(`count.${one}`)}
          </Text>
          <Text component="dd" m={0} fz="xl" fw={700}>
            {number(counts[one])}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
