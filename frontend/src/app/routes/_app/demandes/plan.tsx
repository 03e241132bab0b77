import { createFileRoute } from '@tanstack/react-router';
import { readPlanSearch } from '@/features/plan/queries';

export const Route = createFileRoute('/_app/demandes/plan')({ validateSearch: readPlanSearch });
