import { createLazyFileRoute } from '@tanstack/react-router';
import { SwapsPage } from '@/features/rotas/swaps-page';

export const Route = createLazyFileRoute('/_app/gardes/echanges')({ component: SwapsPage });
