import { queryOptions } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';
import { keysetQuery } from '@/ui/keyset-list';

type Schemas = components['schemas'];
export type Opening = Schemas['OpeningOut'];
export type PublishOpening = Schemas['PublishOpening'];
export type ChangeOpenings = Schemas['ChangeOpenings'];
export type Modality = Schemas['Modality'];
export type Audience = Schemas['Audience'];
export type PreviewedSlot = Schemas['PreviewedSlot'];
export type Release = Schemas['TimedRelease'];
export type ReasonLength = Schemas['ReasonLength'];
export type AgendaSpan = Schemas['AgendaOut'];
export type AgendaSlot = Schemas['AgendaSlot'];
export type Agenda = Schemas['AgendaWithoutLogin'];
export type MakeAgenda = Schemas['MakeAgenda'];
export type DescribeAgenda = Schemas['DescribeAgenda'];
export type AgendaAppointment = Schemas['AgendaAppointment'];
export type Closure = Schemas['ClosureOut'];

export const openingsQuery = (professionalId: string) =>
  keysetQuery(['scheduling', 'openings', professionalId], (cursor) =>
    body(
      api.GET('/api/scheduling/v1/openings', {
        params: { query: { professional_id: professionalId, cursor, limit: 50 } },
      }),
    ),
  );

export const closuresQuery = (professionalId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'closures', professionalId],
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/closures', { params: { query: { professional_id: professionalId } } }),
      ),
  });

export const agendaQuery = (professionalId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['scheduling', 'agenda', professionalId, from, to],
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/professionals/{professional_id}/agenda', {
          params: { path: { professional_id: professionalId }, query: { from, to } },
        }),
      ),
  });

/** The week from that instant on, with everybody's eyes. */
export const previewQuery = (professionalId: string, at: string) =>
  queryOptions({
    queryKey: ['scheduling', 'preview', professionalId, at],
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/professionals/{professional_id}/preview', {
          params: { path: { professional_id: professionalId }, query: { at } },
        }),
      ),
  });

/** Who let more people see the agenda, newest first. */
export const wideningsQuery = (professionalId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'widenings', professionalId],
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/professionals/{professional_id}/widenings', {
          params: { path: { professional_id: professionalId } },
        }),
      ),
  });

/** Other CPTS that this agenda may be shared with. */
export const sharableQuery = (professionalId: string) =>
  queryOptions({
    queryKey: ['scheduling', 'sharable-cpts', professionalId],
    queryFn: () =>
      body(
        api.GET('/api/scheduling/v1/professionals/{professional_id}/sharable-cpts', {
          params: { path: { professional_id: professionalId } },
        }),
      ),
  });

export const usePublish = () =>
  useAct((opening: PublishOpening) =>
    body(
      api.POST('/api/scheduling/v1/openings', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: opening,
      }),
    ),
  );

/** The same opening but for what changes. */
export const useRevise = () =>
  useAct(({ opening, change }: { opening: Opening; change: Partial<Schemas['DescribeOpening']> }) => {
    const { opening_id, version, professional_id: _, place_id, ...terms } = opening;
    return body(
      api.PUT('/api/scheduling/v1/openings/{opening_id}', {
        params: { path: { opening_id }, header: { 'If-Match': `"${version}"` } },
        body: { ...terms, place_id: place_id ?? '', ...change },
      }),
    );
  });

interface Together {
  openings: Opening[];
  change: ChangeOpenings;
}

export const useReviseTogether = () =>
  useAct(({ openings, change }: Together) =>
    body(
      api.POST('/api/scheduling/v1/openings/revisions', {
        body: {
          professional_id: openings[0]?.professional_id ?? '',
          openings: openings.map(({ opening_id, version }) => ({ opening_id, version })),
          change,
        },
      }),
    ),
  );

export const useCopyWeek = () =>
  useAct((week: Schemas['CopyWeek']) =>
    body(
      api.POST('/api/scheduling/v1/openings/week-copies', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: week,
      }),
    ),
  );

export const useWithdraw = () =>
  useAct(({ opening_id, version }: Opening) =>
    api.DELETE('/api/scheduling/v1/openings/{opening_id}', {
      params: { path: { opening_id }, header: { 'If-Match': `"${version}"` } },
    }),
  );

/** Of one slot, whatever its opening says. */
export const useSayWhoSees = () =>
  useAct(({ slotId, sight }: { slotId: string; sight: Schemas['WhoSees'] }) =>
    api.PUT('/api/scheduling/v1/slots/{slot_id}/audience', {
      params: { path: { slot_id: slotId } },
      body: sight,
    }),
  );

export const useSeeAsOpening = () =>
  useAct((slotId: string) =>
    api.DELETE('/api/scheduling/v1/slots/{slot_id}/audience', { params: { path: { slot_id: slotId } } }),
  );

export const useCloseSpan = () =>
  useAct((span: Schemas['CloseSpan']) =>
    body(
      api.POST('/api/scheduling/v1/closures', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: span,
      }),
    ),
  );

export const useReopen = () =>
  useAct((closureId: string) =>
    api.DELETE('/api/scheduling/v1/closures/{closure_id}', { params: { path: { closure_id: closureId } } }),
  );

export const useMakeAgenda = () =>
  useAct((agenda: MakeAgenda) =>
    body(
      api.POST('/api/scheduling/v1/agendas', {
        params: { header: { 'Idempotency-Key': newKey() } },
        body: agenda,
      }),
    ),
  );

export const useDescribeAgenda = () =>
  useAct(({ agenda: { agenda_id, version }, said }: { agenda: Agenda; said: DescribeAgenda }) =>
    body(
      api.PUT('/api/scheduling/v1/agendas/{agenda_id}', {
        params: { path: { agenda_id }, header: { 'If-Match': `"${version}"` } },
        body: said,
      }),
    ),
  );

export const useCloseAgenda = () =>
  useAct((agendaId: string) =>
    api.DELETE('/api/scheduling/v1/agendas/{agenda_id}', { params: { path: { agenda_id: agendaId } } }),
  );
