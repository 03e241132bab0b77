import { createLazyFileRoute } from '@tanstack/react-router';
import { ImportsPage } from '@/features/imports/imports-page';

export const Route = createLazyFileRoute('/_app/admin/imports')({ component: ImportsRoute });

function ImportsRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <ImportsPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
