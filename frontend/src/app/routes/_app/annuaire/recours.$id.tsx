import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/annuaire/recours/$id')({});
