import { createLazyFileRoute } from '@tanstack/react-router';
import { DelaysPage } from '@/features/delays/delays-page';

export const Route = createLazyFileRoute('/_app/pilotage/')({ component: DelaysRoute });

function DelaysRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <DelaysPage
      search={search}
      onSearch={(next) => navigate({ search: next, replace: true, resetScroll: false })}
    />
  );
}
