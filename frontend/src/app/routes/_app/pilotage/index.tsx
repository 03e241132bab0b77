import { createFileRoute } from '@tanstack/react-router';
import { readDelaysSearch } from '@/features/delays/queries';

export const Route = createFileRoute('/_app/pilotage/')({ validateSearch: readDelaysSearch });
