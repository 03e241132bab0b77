import { createFileRoute } from '@tanstack/react-router';
import { parseSearch } from '@/features/referrals/filters';

export const Route = createFileRoute('/_app/demandes/')({ validateSearch: parseSearch });
