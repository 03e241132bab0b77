import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { shortDay } from '@/lib/dates';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { type Swap, swapsQuery } from './queries';
import { SwapCard } from './swap-card';
import { useTexts } from './texts';

/** The swap market: duties to take, and what became of the others. */
export function SwapsPage() {
  const t = useTexts();
  const query = useQuery(swapsQuery);
  const swaps = query.data?.items ?? [];
  const open = swaps.filter((swap) => swap.status === 'open');
  const settled = swaps.filter((swap) => swap.status !== 'open');
  return (
    <Page
      title={t('swaps.title')}
      subtitle={t('swaps.subtitle')}
      narrow
      actions={
        <Button variant="default" renderRoot={(props) => <Link to={PATHS.rotas} {...props} />}>
          {t('swaps.back')}
        </Button>
      }
    >
      <ListFaces query={query}>
        <Section title={t('swaps.open')}>
          {open.length === 0 ? (
            <EmptyFace>
              <Text>{t('swaps.empty')}</Text>
            </EmptyFace>
          ) : (
            <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {open.map((swap) => (
                <SwapCard key={swap.swap_id} swap={swap} />
              ))}
            </Stack>
          )}
        </Section>
        {settled.length > 0 && (
          <Section title={t('swaps.settled')}>
            <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {settled.map((swap) => (
                <Settled key={swap.swap_id} swap={swap} />
              ))}
            </Stack>
          </Section>
        )}
      </ListFaces>
    </Page>
  );
}

function Settled({ swap }: { swap: Swap }) {
  const t = useTexts();
  const name = swap.accepted_by_name ?? '';
  const outcome =
    swap.status === 'withdrawn'
      ? t('swaps.retired')
      : swap.given_on
        ? t('swaps.acceptedAgainst', { name, day: shortDay(swap.given_on) })
        : t('swaps.accepted', { name });
  return (
    <Paper withBorder p="xs" component="li">
      <Title order={3} size="h5">
        {shortDay(swap.on)}
      </Title>
      <Text size="sm">
        {t('swaps.by', { name: swap.offered_by_name ?? '' })} · {outcome}
      </Text>
    </Paper>
  );
}
