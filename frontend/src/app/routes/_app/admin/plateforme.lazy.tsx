import { createLazyFileRoute } from '@tanstack/react-router';
import { PlatformPage } from '@/features/platform/platform-page';

export const Route = createLazyFileRoute('/_app/admin/plateforme')({ component: PlatformRoute });

function PlatformRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <PlatformPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
