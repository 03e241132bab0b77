import { createFileRoute } from '@tanstack/react-router';
import { readPlatformSearch } from '@/features/platform/queries';

export const Route = createFileRoute('/_app/admin/plateforme')({ validateSearch: readPlatformSearch });
