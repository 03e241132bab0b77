import { createLazyFileRoute } from '@tanstack/react-router';
import { AppealsPage } from '@/features/appeals/appeals-page';

export const Route = createLazyFileRoute('/_app/entraide')({ component: AppealsRoute });

function AppealsRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <AppealsPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
