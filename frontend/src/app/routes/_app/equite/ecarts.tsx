import { createFileRoute } from '@tanstack/react-router';
import { readGapsSearch } from '@/features/gaps/queries';

export const Route = createFileRoute('/_app/equite/ecarts')({ validateSearch: readGapsSearch });
