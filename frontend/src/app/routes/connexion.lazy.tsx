import { createLazyFileRoute } from '@tanstack/react-router';
import { LoginPage } from '@/features/session/login-page';

export const Route = createLazyFileRoute('/connexion')({ component: LoginRoute });

function LoginRoute() {
  const { retour, jeton } = Route.useSearch();
  return <LoginPage returnTo={retour} mailToken={jeton} />;
}
