import { createLazyFileRoute } from '@tanstack/react-router';
import { UnpaidActsPage } from '@/features/unpaid-acts/unpaid-acts-page';

export const Route = createLazyFileRoute('/_app/actes-avant-droits')({ component: UnpaidActsRoute });

function UnpaidActsRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <UnpaidActsPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
