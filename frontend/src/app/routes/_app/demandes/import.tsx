import { createFileRoute } from '@tanstack/react-router';
import { readSpreadsheetSearch } from '@/features/spreadsheets/queries';

export const Route = createFileRoute('/_app/demandes/import')({ validateSearch: readSpreadsheetSearch });
