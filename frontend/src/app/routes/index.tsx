import { createFileRoute, redirect } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';

export const Route = createFileRoute('/')({
  beforeLoad: () => {
    throw redirect({ to: PATHS.home });
  },
});
