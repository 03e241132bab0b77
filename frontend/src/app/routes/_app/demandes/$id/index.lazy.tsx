import { createLazyFileRoute } from '@tanstack/react-router';
import { CasePage } from '@/features/case/case-page';

export const Route = createLazyFileRoute('/_app/demandes/$id/')({ component: CaseRoute });

function CaseRoute() {
  const { id } = Route.useParams();
  const { onglet = 'suivi' } = Route.useSearch();
  return <CasePage key={id} id={id} tab={onglet} />;
}
