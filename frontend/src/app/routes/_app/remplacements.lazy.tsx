import { createLazyFileRoute } from '@tanstack/react-router';
import { PoolsPage } from '@/features/pools/pools-page';

export const Route = createLazyFileRoute('/_app/remplacements')({ component: PoolsRoute });

function PoolsRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <PoolsPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
