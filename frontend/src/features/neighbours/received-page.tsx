import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { receivedQuery } from '@/neighbours/queries';
import { useNeighbourTexts } from '@/neighbours/texts';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { PastReceived } from './past-received';
import { ReceivedCard } from './received-card';

/** What neighbours have open here: a card without identity, and which of our members is asked. */
export function ReceivedPage() {
  const t = useNeighbourTexts();
  const query = useQuery(receivedQuery);
  const items = query.data?.items ?? [];
  return (
    <Page
      title={t('received.title')}
      subtitle={t('received.lead')}
      narrow
      actions={
        <Button variant="default" renderRoot={(props) => <Link to={PATHS.neighbours} {...props} />}>
          {t('agreements.see')}
        </Button>
      }
    >
      <ListFaces query={query} isEmpty={items.length === 0} empty={<Text>{t('received.empty')}</Text>}>
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {items.map((one) => (
            <ReceivedCard key={one.crossing_id} received={one} />
          ))}
        </Stack>
      </ListFaces>
      <PastReceived />
    </Page>
  );
}
