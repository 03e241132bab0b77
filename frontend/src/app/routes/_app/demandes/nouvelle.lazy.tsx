import { createLazyFileRoute } from '@tanstack/react-router';
import { NewReferralPage } from '@/features/new-referral/new-referral-page';

export const Route = createLazyFileRoute('/_app/demandes/nouvelle')({ component: NewReferralRoute });

function NewReferralRoute() {
  const { type = 'soin', brouillon } = Route.useSearch();
  return <NewReferralPage track={type} draftId={brouillon} />;
}
