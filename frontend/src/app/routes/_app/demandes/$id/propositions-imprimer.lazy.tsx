import { createLazyFileRoute } from '@tanstack/react-router';
import { ProposalsPrintPage } from '@/features/choice/proposals-print-page';

export const Route = createLazyFileRoute('/_app/demandes/$id/propositions-imprimer')({
  component: ProposalsPrintRoute,
});

function ProposalsPrintRoute() {
  return <ProposalsPrintPage id={Route.useParams().id} />;
}
