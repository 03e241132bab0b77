import { createFileRoute } from '@tanstack/react-router';
import { readSearch } from '@/features/directory/search';

export const Route = createFileRoute('/_app/annuaire/')({ validateSearch: readSearch });
