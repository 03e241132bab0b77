import { createLazyFileRoute } from '@tanstack/react-router';
import { RotasPage } from '@/features/rotas/rotas-page';

export const Route = createLazyFileRoute('/_app/gardes/')({ component: RotasRoute });

function RotasRoute() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <RotasPage
      search={search}
      onSearch={(next) => navigate({ search: next, replace: true, resetScroll: false })}
    />
  );
}
