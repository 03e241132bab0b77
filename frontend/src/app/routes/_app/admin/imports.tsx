import { createFileRoute } from '@tanstack/react-router';
import { readImportsSearch } from '@/features/imports/queries';

export const Route = createFileRoute('/_app/admin/imports')({ validateSearch: readImportsSearch });
