import { createLazyFileRoute } from '@tanstack/react-router';
import { DirectoryPage } from '@/features/directory/directory-page';

export const Route = createLazyFileRoute('/_app/annuaire/')({ component: DirectoryRoute });

function DirectoryRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <DirectoryPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
