import { createFileRoute } from '@tanstack/react-router';
import { readCoverageSearch } from '@/features/coverage/queries';

export const Route = createFileRoute('/_app/pilotage/couverture')({ validateSearch: readCoverageSearch });
