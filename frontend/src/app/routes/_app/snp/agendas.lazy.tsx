import { createLazyFileRoute } from '@tanstack/react-router';
import { AgendasPage } from '@/features/my-openings/agendas-page';

export const Route = createLazyFileRoute('/_app/snp/agendas')({ component: AgendasRoute });

function AgendasRoute() {
  const { agenda } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <AgendasPage chosen={agenda} onChoose={(next) => navigate({ search: { agenda: next } })} />;
}
