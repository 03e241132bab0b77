import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';

export const onDutyQuery = (cptsId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'on-duty', cptsId],
    queryFn: () =>
      body(api.GET('/api/scheduling/v1/public/{cpts_id}/duties', { params: { path: { cpts_id: cptsId } } })),
  });
