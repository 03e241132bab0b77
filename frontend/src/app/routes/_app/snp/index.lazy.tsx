import { createLazyFileRoute } from '@tanstack/react-router';
import { SnpPage } from '@/features/snp/snp-page';

export const Route = createLazyFileRoute('/_app/snp/')({ component: SnpRoute });

function SnpRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <SnpPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
