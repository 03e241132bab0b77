import { createFileRoute } from '@tanstack/react-router';
import { readWishesSearch } from '@/features/snp/wish-search';

export const Route = createFileRoute('/_app/snp/a-rappeler')({ validateSearch: readWishesSearch });
