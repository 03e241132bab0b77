import { createLazyFileRoute } from '@tanstack/react-router';
import { RecoursesPage } from '@/features/recourses/recourses-page';

export const Route = createLazyFileRoute('/_app/annuaire/recours/')({ component: RecoursesRoute });

function RecoursesRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <RecoursesPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
