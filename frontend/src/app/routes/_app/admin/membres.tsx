import { createFileRoute } from '@tanstack/react-router';
import { readMembersSearch } from '@/features/members/queries';

export const Route = createFileRoute('/_app/admin/membres')({ validateSearch: readMembersSearch });
