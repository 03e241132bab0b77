import { createLazyFileRoute } from '@tanstack/react-router';
import { EquityPage } from '@/features/equity/equity-page';

export const Route = createLazyFileRoute('/_app/equite/')({ component: EquityRoute });

function EquityRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <EquityPage
      search={search}
      onSearch={(next) => navigate({ search: next, replace: true, resetScroll: false })}
    />
  );
}
