import { createFileRoute } from '@tanstack/react-router';
import { readSnpSearch } from '@/features/snp/search';

export const Route = createFileRoute('/_app/snp/')({ validateSearch: readSnpSearch });
