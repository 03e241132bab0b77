import { createLazyFileRoute } from '@tanstack/react-router';
import { CoveragePage } from '@/features/coverage/coverage-page';

export const Route = createLazyFileRoute('/_app/pilotage/couverture')({ component: CoverageRoute });

function CoverageRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <CoveragePage
      search={search}
      onSearch={(next) => navigate({ search: next, replace: true, resetScroll: false })}
    />
  );
}
