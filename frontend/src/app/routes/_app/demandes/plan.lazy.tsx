import { createLazyFileRoute } from '@tanstack/react-router';
import { PlanPage } from '@/features/plan/plan-page';

export const Route = createLazyFileRoute('/_app/demandes/plan')({ component: PlanRoute });

function PlanRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <PlanPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
