import { createLazyFileRoute } from '@tanstack/react-router';
import { PoolsPage } from '@/features/pools/pools-page';

export const Route = createLazyFileRoute('/_app/remplacements')({ component: PoolsPage });
