import { createLazyFileRoute } from '@tanstack/react-router';
import { RoundsPage } from '@/features/rounds/rounds-page';

export const Route = createLazyFileRoute('/_app/tournees/')({ component: RoundsRoute });

function RoundsRoute() {
  const navigate = Route.useNavigate();
  return <RoundsPage search={Route.useSearch()} onSearch={(search) => navigate({ search })} />;
}
