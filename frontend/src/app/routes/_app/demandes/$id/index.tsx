import { createFileRoute } from '@tanstack/react-router';
import { readCaseSearch } from '@/features/case/search';

export const Route = createFileRoute('/_app/demandes/$id/')({ validateSearch: readCaseSearch });
