import { createLazyFileRoute } from '@tanstack/react-router';
import { MyOfferPage } from '@/features/my-offer/my-offer-page';

export const Route = createLazyFileRoute('/_app/mon-offre')({ component: MyOfferRoute });

function MyOfferRoute() {
  const { pro } = Route.useSearch();
  return <MyOfferPage professionalId={pro} />;
}
