import { createFileRoute } from '@tanstack/react-router';
import { readPoolsSearch } from '@/features/pools/search';

export const Route = createFileRoute('/_app/remplacements')({ validateSearch: readPoolsSearch });
