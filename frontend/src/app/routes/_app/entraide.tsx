import { createFileRoute } from '@tanstack/react-router';
import { readAppealsSearch } from '@/features/appeals/search';

export const Route = createFileRoute('/_app/entraide')({ validateSearch: readAppealsSearch });
