import { createLazyFileRoute } from '@tanstack/react-router';
import { RecordPage } from '@/features/triage/record-page';

export const Route = createLazyFileRoute('/_app/snp/orientations')({ component: RecordRoute });

function RecordRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <RecordPage search={search} onSearch={(next) => navigate({ search: next, replace: true })} />;
}
