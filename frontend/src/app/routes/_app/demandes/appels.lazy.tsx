import { createLazyFileRoute } from '@tanstack/react-router';
import { CallsPage } from '@/features/calls/calls-page';

export const Route = createLazyFileRoute('/_app/demandes/appels')({ component: CallsRoute });

function CallsRoute() {
  return <CallsPage asked={Route.useSearch().demande} />;
}
