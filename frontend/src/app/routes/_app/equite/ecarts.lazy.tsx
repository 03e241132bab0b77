import { createLazyFileRoute } from '@tanstack/react-router';
import { GapsPage } from '@/features/gaps/gaps-page';

export const Route = createLazyFileRoute('/_app/equite/ecarts')({ component: GapsRoute });

function GapsRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <GapsPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
