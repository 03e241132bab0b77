import { createLazyFileRoute } from '@tanstack/react-router';
import { AppointmentsPage } from '@/features/appointments/appointments-page';

export const Route = createLazyFileRoute('/_app/snp/rendez-vous')({ component: AppointmentsRoute });

function AppointmentsRoute() {
  const navigate = Route.useNavigate();
  return (
    <AppointmentsPage
      search={Route.useSearch()}
      onSearch={(search) => navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
