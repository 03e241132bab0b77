import { createLazyFileRoute } from '@tanstack/react-router';
import { ChoicePage } from '@/features/choice/choice-page';

export const Route = createLazyFileRoute('/_app/demandes/$id/choix')({ component: ChoiceRoute });

function ChoiceRoute() {
  return <ChoicePage id={Route.useParams().id} />;
}
