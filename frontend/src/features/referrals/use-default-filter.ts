import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { PATHS } from '@/app/paths';
import { isFiltered, type QueueSearch } from './filters';
import { fromKept } from './kept-filters';
import { savedFiltersQuery } from './saved-queries';

/** Whoever opens the queue without a filter gets the one of his own that opens first; « Toutes » says otherwise. */
export function useDefaultFilter(search: QueueSearch): void {
  const navigate = useNavigate();
  const first = useQuery(savedFiltersQuery).data?.items.find((one) => one.is_default);
  const isBare = !isFiltered(search) && !search.toutes;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the queue is opened, not at each change of the list
  useEffect(() => {
    if (isBare && first)
      void navigate({
        to: PATHS.referrals,
        search: { ...fromKept(first.filters), vue: search.vue },
        replace: true,
      });
  }, [isBare, first?.saved_filter_id]);
}
