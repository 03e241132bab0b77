import { createLazyFileRoute } from '@tanstack/react-router';
import { RecoursePage } from '@/features/recourses/recourse-page';

export const Route = createLazyFileRoute('/_app/annuaire/recours/$id')({ component: RecourseRoute });

function RecourseRoute() {
  const { id } = Route.useParams();
  return <RecoursePage key={id} id={id} />;
}
