import { createLazyFileRoute } from '@tanstack/react-router';
import { ProfessionalPage } from '@/features/directory/professional-page';

export const Route = createLazyFileRoute('/_app/annuaire/pro/$id')({ component: ProfessionalRoute });

function ProfessionalRoute() {
  const { id } = Route.useParams();
  return <ProfessionalPage key={id} id={id} />;
}
