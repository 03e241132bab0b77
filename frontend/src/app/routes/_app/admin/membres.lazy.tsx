import { createLazyFileRoute } from '@tanstack/react-router';
import { MembersPage } from '@/features/members/members-page';

export const Route = createLazyFileRoute('/_app/admin/membres')({ component: MembersRoute });

function MembersRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <MembersPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
