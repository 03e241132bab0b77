import { createFileRoute } from '@tanstack/react-router';
import { readParticipationSearch } from '@/features/participation/queries';

export const Route = createFileRoute('/_app/pilotage/attestations')({
  validateSearch: readParticipationSearch,
});
