import { createLazyFileRoute } from '@tanstack/react-router';
import { CounterPage } from '@/features/new-referral/counter-page';

export const Route = createLazyFileRoute('/_app/demandes/comptoir')({ component: CounterPage });
