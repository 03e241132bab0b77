import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/directory.gen';
import { useReadAgain } from '@/api/read-again';
import { type Professional, professionalQuery } from '@/directory/queries';

export type StateOffer = components['schemas']['StateOffer'];
export type StateTraining = components['schemas']['StateTraining'];
export type StateAbsence = components['schemas']['StateAbsence'];

/** The sheet that is being edited; `version` moves with our own saves only. */
export interface EditedSheet {
  version: number;
}

/** Saves the whole offer; the version that was edited goes along, so that nobody's change is lost. */
export function useStateOffer(id: string) {
  const queryClient = useQueryClient();
  const key = professionalQuery(id).queryKey;
  return useMutation({
    scope: { id: `offer-${id}` },
    mutationFn: ({ offer, on }: { offer: StateOffer; on: EditedSheet }) =>
      body(
        api.PUT('/api/directory/v1/professionals/{professional_id}/offer', {
          params: { path: { professional_id: id }, header: { 'If-Match': `"${on.version}"` } },
          body: offer,
        }),
      ),
    onSuccess: ({ version, offer }, { on }) => {
      on.version = version;
      queryClient.setQueryData(
        key,
        (sheet: Professional | undefined) => sheet && { ...sheet, version, offer },
      );
    },
  });
}

export function useConfirmOffer(id: string) {
  return useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/directory/v1/professionals/{professional_id}/offer/confirmation', {
          params: { path: { professional_id: id } },
        }),
      ),
    onSuccess: useReadAgain(['directory']),
  });
}

export function useStateAbsence(id: string) {
  return useMutation({
    mutationFn: (absence: StateAbsence) =>
      body(
        api.POST('/api/directory/v1/professionals/{professional_id}/absences', {
          params: { path: { professional_id: id }, header: { 'Idempotency-Key': newKey() } },
          body: absence,
        }),
      ),
    onSuccess: useReadAgain(professionalQuery(id).queryKey),
  });
}

export function useRemoveAbsence(id: string) {
  return useMutation({
    mutationFn: (absenceId: string) =>
      api.DELETE('/api/directory/v1/professionals/{professional_id}/absences/{absence_id}', {
        params: { path: { professional_id: id, absence_id: absenceId } },
      }),
    onSuccess: useReadAgain(professionalQuery(id).queryKey),
  });
}

export function useStateTraining(id: string) {
  return useMutation({
    mutationFn: ({ training, version }: { training: StateTraining; version: number }) =>
      body(
        api.PUT('/api/directory/v1/professionals/{professional_id}/remote-care-training', {
          params: { path: { professional_id: id }, header: { 'If-Match': `"${version}"` } },
          body: training,
        }),
      ),
    onSettled: useReadAgain(['directory']),
  });
}

export function useWithdrawTraining(id: string) {
  return useMutation({
    mutationFn: () =>
      api.DELETE('/api/directory/v1/professionals/{professional_id}/remote-care-training', {
        params: { path: { professional_id: id } },
      }),
    onSettled: useReadAgain(['directory']),
  });
}
