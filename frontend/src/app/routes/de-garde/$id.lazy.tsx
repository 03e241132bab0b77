import { createLazyFileRoute } from '@tanstack/react-router';
import { OnDutyPage } from '@/features/on-duty/on-duty-page';

export const Route = createLazyFileRoute('/de-garde/$id')({ component: OnDutyRoute });

function OnDutyRoute() {
  return <OnDutyPage cptsId={Route.useParams().id} />;
}
