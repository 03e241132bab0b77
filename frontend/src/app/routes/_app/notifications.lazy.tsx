import { createLazyFileRoute } from '@tanstack/react-router';
import { NotificationsPage } from '@/features/notifications/notifications-page';

export const Route = createLazyFileRoute('/_app/notifications')({ component: NotificationsRoute });

function NotificationsRoute() {
  return <NotificationsPage link={Route.useSearch().boite} />;
}
