import { createLazyFileRoute } from '@tanstack/react-router';
import { SpreadsheetsPage } from '@/features/spreadsheets/spreadsheets-page';

export const Route = createLazyFileRoute('/_app/demandes/import')({ component: ImportRoute });

function ImportRoute() {
  return <SpreadsheetsPage search={Route.useSearch()} />;
}
