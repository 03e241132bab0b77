import { createFileRoute } from '@tanstack/react-router';
import { readTeamsSearch } from '@/features/teams/queries';

export const Route = createFileRoute('/_app/equipes/')({ validateSearch: readTeamsSearch });
