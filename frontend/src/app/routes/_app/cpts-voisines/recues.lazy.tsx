import { createLazyFileRoute } from '@tanstack/react-router';
import { ReceivedPage } from '@/features/neighbours/received-page';

export const Route = createLazyFileRoute('/_app/cpts-voisines/recues')({ component: ReceivedPage });
