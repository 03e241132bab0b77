import { createFileRoute, redirect } from '@tanstack/react-router';
import { sessionQuery } from '@/api/session';
import { PATHS } from '@/app/paths';
import { Shell } from '@/app/shell/shell';

/** Everything that needs a signed-in person. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: PATHS.login, search: { retour: location.href } });
  },
  component: Shell,
});
