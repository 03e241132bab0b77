import { createLazyFileRoute } from '@tanstack/react-router';
import { ParticipationPage } from '@/features/participation/participation-page';

export const Route = createLazyFileRoute('/_app/pilotage/attestations')({ component: ParticipationRoute });

function ParticipationRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ParticipationPage
      search={search}
      onSearch={(next) => navigate({ search: next, replace: true, resetScroll: false })}
    />
  );
}
