import { createFileRoute } from '@tanstack/react-router';
import { readRecordSearch } from '@/features/triage/search';

export const Route = createFileRoute('/_app/snp/orientations')({ validateSearch: readRecordSearch });
