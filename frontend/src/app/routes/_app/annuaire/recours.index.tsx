import { createFileRoute } from '@tanstack/react-router';
import { readRecoursesSearch } from '@/features/recourses/search';

export const Route = createFileRoute('/_app/annuaire/recours/')({ validateSearch: readRecoursesSearch });
