import { createFileRoute, redirect } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { readSnpSearch } from '@/features/snp/search';

export const Route = createFileRoute('/_app/snp/')({
  validateSearch: readSnpSearch,
  beforeLoad: async ({ context, search: { cpts, origin, ...search } }) => {
    if (!cpts && !origin) return;
    const { arrive } = await import('@/features/snp/arrival');
    await arrive(context.queryClient, { cpts, origin });
    throw redirect({ to: PATHS.snp, search, replace: true });
  },
});
