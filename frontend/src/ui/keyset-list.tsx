import { Button, Stack, Text } from '@mantine/core';
import { type InfiniteData, infiniteQueryOptions, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCommon } from '@/lib/i18n';
import { ListFaces } from './list-faces';

interface KeysetPage<T> {
  items: T[];
  next?: string | null;
}

/** Query options of a keyset list: `read(cursor)` returns one page; filters belong to `key`. */
export function keysetQuery<T>(key: readonly unknown[], read: (cursor?: string) => Promise<KeysetPage<T>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

interface KeysetListProps<T> {
  query: UseInfiniteQueryResult<InfiniteData<KeysetPage<T>>>;
  empty?: ReactNode;
  skeleton?: ReactNode;
  children: (items: T[]) => ReactNode;
}

/** The four faces, then the rows read so far and « Plus de résultats »; the count is said aloud. */
export function KeysetList<T>({ query, empty, skeleton, children }: KeysetListProps<T>) {
  const t = useCommon();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFaces query={query} isEmpty={items.length === 0} empty={empty} skeleton={skeleton}>
      <Stack gap="sm">
        {children(items)}
        <Text size="sm" c="dimmed" role="status">
          {t('states.loaded', { count: items.length })}
        </Text>
        {query.hasNextPage && (
          <Button
            variant="default"
            className="no-print"
            loading={query.isFetchingNextPage}
            onClick={() => query.fetchNextPage()}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('actions.more')}
          </Button>
        )}
      </Stack>
    </ListFaces>
  );
}
