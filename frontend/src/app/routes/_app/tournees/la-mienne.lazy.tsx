import { createLazyFileRoute } from '@tanstack/react-router';
import { OwnRoundPage } from '@/features/rounds/own-round-page';

export const Route = createLazyFileRoute('/_app/tournees/la-mienne')({ component: OwnRoundRoute });

function OwnRoundRoute() {
  const navigate = Route.useNavigate();
  return <OwnRoundPage search={Route.useSearch()} onSearch={(search) => navigate({ search })} />;
}
