import { createFileRoute } from '@tanstack/react-router';
import { parseSearch } from '@/features/referrals/filters';
import { queueQuery } from '@/features/referrals/queries';

export const Route = createFileRoute('/_app/demandes/')({
  validateSearch: parseSearch,
  loaderDeps: ({ search }) => search,
  // Asked for while the code of the page is on its way; the page itself says what comes of it.
  loader: ({ context, deps }) => {
    if (deps.vue !== 'tableau') void context.queryClient.prefetchInfiniteQuery(queueQuery(deps));
  },
});
