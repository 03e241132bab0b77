import { createLazyFileRoute } from '@tanstack/react-router';
import { AgreementsPage } from '@/features/neighbours/agreements-page';

export const Route = createLazyFileRoute('/_app/cpts-voisines/')({ component: AgreementsPage });
