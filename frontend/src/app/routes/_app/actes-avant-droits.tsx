import { createFileRoute } from '@tanstack/react-router';
import { readUnpaidActsSearch } from '@/features/unpaid-acts/search';

export const Route = createFileRoute('/_app/actes-avant-droits')({ validateSearch: readUnpaidActsSearch });
