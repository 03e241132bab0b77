import { createLazyFileRoute } from '@tanstack/react-router';
import { ReferralsPage } from '@/features/referrals/referrals-page';

export const Route = createLazyFileRoute('/_app/demandes/')({ component: ReferralsRoute });

function ReferralsRoute() {
  return <ReferralsPage search={Route.useSearch()} />;
}
