import { createLazyFileRoute } from '@tanstack/react-router';
import { StructurePage } from '@/features/directory/structure-page';

export const Route = createLazyFileRoute('/_app/annuaire/structure/$id')({ component: StructureRoute });

function StructureRoute() {
  const { id } = Route.useParams();
  return <StructurePage key={id} id={id} />;
}
