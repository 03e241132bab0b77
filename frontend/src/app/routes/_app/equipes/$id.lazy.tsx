import { createLazyFileRoute } from '@tanstack/react-router';
import { TeamPage } from '@/features/teams/team-page';

export const Route = createLazyFileRoute('/_app/equipes/$id')({ component: TeamRoute });

function TeamRoute() {
  const { id } = Route.useParams();
  const { semaine } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <TeamPage
      key={id}
      id={id}
      week={semaine}
      onWeek={(week) => navigate({ search: { semaine: week }, replace: true })}
    />
  );
}
