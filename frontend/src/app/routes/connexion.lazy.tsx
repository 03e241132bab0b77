import { createLazyFileRoute, useRouter } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { LockedPeople } from '@/features/desk/locked-people';
import { LoginPage } from '@/features/session/login-page';

export const Route = createLazyFileRoute('/connexion')({ component: LoginRoute });

function LoginRoute() {
  const { retour, refus } = Route.useSearch();
  const router = useRouter();
  // The single-use token of a mail stands after the #, so that no log on the way keeps it.
  const token = new URLSearchParams(window.location.hash.slice(1)).get('lien') ?? undefined;
  const locked = (
    <LockedPeople onBack={(page) => void router.navigate({ href: page ?? PATHS.home, replace: true })} />
  );
  return (
    <LoginPage returnTo={retour} mailToken={token} refusal={refus} before={token ? undefined : locked} />
  );
}
