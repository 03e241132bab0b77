import { createLazyFileRoute } from '@tanstack/react-router';
import { AppointmentsPage } from '@/features/appointments/appointments-page';

export const Route = createLazyFileRoute('/_app/snp/rendez-vous')({ component: AppointmentsRoute });

function AppointmentsRoute() {
  const { liste } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <AppointmentsPage list={liste} onList={(next) => navigate({ search: { liste: next }, replace: true })} />
  );
}
