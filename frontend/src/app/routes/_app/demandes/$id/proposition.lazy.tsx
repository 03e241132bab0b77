import { createLazyFileRoute } from '@tanstack/react-router';
import { ProposalPage } from '@/features/proposal/proposal-page';

export const Route = createLazyFileRoute('/_app/demandes/$id/proposition')({ component: ProposalRoute });

function ProposalRoute() {
  return <ProposalPage id={Route.useParams().id} />;
}
