import { createLazyFileRoute } from '@tanstack/react-router';
import { WishesPage } from '@/features/snp/wishes-page';

export const Route = createLazyFileRoute('/_app/snp/a-rappeler')({ component: WishesRoute });

function WishesRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <WishesPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
