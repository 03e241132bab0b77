import { createFileRoute } from '@tanstack/react-router';
import { readEquitySearch } from '@/features/equity/queries';

export const Route = createFileRoute('/_app/equite/')({ validateSearch: readEquitySearch });
