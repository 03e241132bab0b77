import { createLazyFileRoute } from '@tanstack/react-router';
import { PersonFilePage } from '@/features/case/person-file-page';

export const Route = createLazyFileRoute('/_app/demandes/$id/dossier')({ component: PersonFileRoute });

function PersonFileRoute() {
  return <PersonFilePage id={Route.useParams().id} />;
}
