import { queryOptions } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';
import { upload } from '@/api/upload';

type Schemas = components['schemas'];
export type OutsideCalendar = Schemas['OutsideCalendarOut'];

/** While one waits for its first reading, milliseconds. */
const WATCH_MS = 3_000;

export const calendarsQuery = (professionalId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'outside-calendars', professionalId],
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/outside-calendars', {
          params: { query: { professional_id: professionalId } },
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === 'waiting') ? WATCH_MS : false,
  });

export const useAddCalendar = () =>
  useAct((calendar: Schemas['AddCalendar']) =>
    body(
      api.POST('/api/scheduling/v1/outside-calendars', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: calendar,
      }),
    ),
  );

interface Given {
  professional_id: string;
  label: string;
  file: File;
}

export const useGiveCalendar = () =>
  useAct(({ file, ...given }: Given) =>
    upload({
      method: 'POST',
      path: `/api/scheduling/v1/outside-calendar-files?${new URLSearchParams(given)}`,
      file,
      onProgress: () => {},
    }),
  );

export const useRemoveCalendar = () =>
  useAct((calendarId: string) =>
    api.DELETE('/api/scheduling/v1/outside-calendars/{calendar_id}', {
      params: { path: { calendar_id: calendarId } },
    }),
  );

const of = (professionalId: string) => ({ params: { path: { professional_id: professionalId } } });

export const feedQuery = (professionalId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'calendar-feed', professionalId],
    queryFn: () =>
      body(api.GET('/api/scheduling/v1/professionals/{professional_id}/calendar-feed', of(professionalId))),
  });

export const useMakeFeed = () =>
  useAct((professionalId: string) =>
    body(api.POST('/api/scheduling/v1/professionals/{professional_id}/calendar-feed', of(professionalId))),
  );

export const useRevokeFeed = () =>
  useAct((professionalId: string) =>
    api.DELETE('/api/scheduling/v1/professionals/{professional_id}/calendar-feed', of(professionalId)),
  );
