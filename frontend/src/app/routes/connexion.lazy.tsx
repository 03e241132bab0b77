import { createLazyFileRoute } from '@tanstack/react-router';
import { LoginPage } from '@/features/session/login-page';

export const Route = createLazyFileRoute('/connexion')({ component: LoginRoute });

function LoginRoute() {
  const { retour, refus } = Route.useSearch();
  // The single-use token of a mail stands after the #, so that no log on the way keeps it.
  const token = new URLSearchParams(window.location.hash.slice(1)).get('lien') ?? undefined;
  return <LoginPage returnTo={retour} mailToken={token} refusal={refus} />;
}
