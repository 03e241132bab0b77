import { createLazyFileRoute } from '@tanstack/react-router';
import { SolicitationsPage } from '@/features/solicitations/solicitations-page';

export const Route = createLazyFileRoute('/_app/mes-sollicitations')({ component: SolicitationsRoute });

function SolicitationsRoute() {
  return <SolicitationsPage view={Route.useSearch().etat ?? 'open'} />;
}
