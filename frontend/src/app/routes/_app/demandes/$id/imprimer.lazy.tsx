import { createLazyFileRoute } from '@tanstack/react-router';
import { PrintPage } from '@/features/case/print-page';

export const Route = createLazyFileRoute('/_app/demandes/$id/imprimer')({ component: PrintRoute });

function PrintRoute() {
  return <PrintPage id={Route.useParams().id} />;
}
