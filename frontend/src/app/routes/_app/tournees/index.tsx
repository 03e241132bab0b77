import { createFileRoute } from '@tanstack/react-router';
import { readRoundsSearch } from '@/features/rounds/search';

export const Route = createFileRoute('/_app/tournees/')({ validateSearch: readRoundsSearch });
