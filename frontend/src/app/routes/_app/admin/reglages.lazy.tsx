import { createLazyFileRoute } from '@tanstack/react-router';
import { SettingsPage } from '@/features/settings/settings-page';

export const Route = createLazyFileRoute('/_app/admin/reglages')({ component: SettingsPage });
