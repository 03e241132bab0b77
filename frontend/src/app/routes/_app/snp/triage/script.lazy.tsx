import { createLazyFileRoute } from '@tanstack/react-router';
import { ScriptPage } from '@/features/triage/script-page';

export const Route = createLazyFileRoute('/_app/snp/triage/script')({ component: ScriptPage });
