import { createLazyFileRoute } from '@tanstack/react-router';
import { RulesPage } from '@/features/rules/rules-page';

export const Route = createLazyFileRoute('/_app/admin/regles')({ component: RulesPage });
