import { createFileRoute } from '@tanstack/react-router';
import { readRotasSearch } from '@/features/rotas/queries';

export const Route = createFileRoute('/_app/gardes/')({ validateSearch: readRotasSearch });
