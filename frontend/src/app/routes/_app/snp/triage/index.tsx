import { createFileRoute } from '@tanstack/react-router';
import { readTriageSearch } from '@/features/triage/search';

export const Route = createFileRoute('/_app/snp/triage/')({ validateSearch: readTriageSearch });
