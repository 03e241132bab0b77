import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';

export type Agenda = components['schemas']['AgendaWithoutLogin'];

/** Agendas that nobody logs in to: all for the office, else those that one answers for. */
export const agendasQuery = queryOptions({
  queryKey: ['scheduling', 'agendas'],
  queryFn: () => body(api.GET('/api/scheduling/v1/agendas')),
});

/** What the CPTS set for its agendas: horizon, length of a hold, when its afternoon begins. */
export const agendaRulesQuery = queryOptions({
  queryKey: ['scheduling', 'rules'],
  queryFn: () => body(api.GET('/api/scheduling/v1/rules')),
});
