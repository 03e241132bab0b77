import { createFileRoute } from '@tanstack/react-router';

interface NotificationsSearch {
  boite?: string;
}

export const Route = createFileRoute('/_app/notifications')({
  validateSearch: ({ boite }: Record<string, unknown>): NotificationsSearch => ({
    boite: typeof boite === 'string' ? boite : undefined,
  }),
});
