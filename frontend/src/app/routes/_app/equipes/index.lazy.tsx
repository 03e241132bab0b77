import { createLazyFileRoute } from '@tanstack/react-router';
import { TeamsPage } from '@/features/teams/teams-page';

export const Route = createLazyFileRoute('/_app/equipes/')({ component: TeamsRoute });

function TeamsRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <TeamsPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
