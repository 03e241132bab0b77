import { createLazyFileRoute } from '@tanstack/react-router';
import { TriagePage } from '@/features/triage/triage-page';

export const Route = createLazyFileRoute('/_app/snp/triage/')({ component: TriageRoute });

function TriageRoute() {
  return <TriagePage search={Route.useSearch()} />;
}
