import { List, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { referralKey } from './queries';

export const wishesQuery = (id: string) =>
  queryOptions({
    queryKey: [...referralKey(id), 'wishes'],
    // A doctor who prints his sheet is not told what was wished of others: a refusal is an answer.
    retry: false,
    queryFn: () =>
      body(
        api.GET('/api/referral/v1/referrals/{referral_id}/wishes', { params: { path: { referral_id: id } } }),
      ),
  });

/** Which wishes could be met and why the others were not, in words. Nothing when nothing was wished, or for others. */
export function WishWords({ id, title, unmetOnly }: { id: string; title: string; unmetOnly?: boolean }) {
  const query = useQuery(wishesQuery(id));
  const items = (query.data?.items ?? []).filter((one) => !unmetOnly || one.met === false);
  if (items.length === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label={title}>
      <Text fw={600}>{title}</Text>
      <List>
        {items.map((one) => (
          <List.Item key={one.wish_code}>{one.words}</List.Item>
        ))}
      </List>
    </Stack>
  );
}
