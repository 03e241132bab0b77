import { useMutation } from '@tanstack/react-query';
import { api, body, newKey } from '@/api/client';
import type { components } from '@/api/directory.gen';
import { useReadAgain } from '@/api/read-again';
import { upload } from '@/api/upload';
import { keysetQuery } from '@/ui/keyset-list';

export type ImportJob = components['schemas']['ImportOut'];
export type Source = ImportJob['source'];
type Rejections = components['schemas']['RejectionsOut'];

export const isUnderWay = (job: ImportJob) => job.state === 'queued' || job.state === 'running';

/** Filters as they stand in the URL. */
export interface ImportsSearch {
  a_verifier?: true;
}

export const readImportsSearch = ({ a_verifier: flag }: Record<string, unknown>): ImportsSearch =>
  flag === true || flag === 'true' ? { a_verifier: true } : {};

export const importsQuery = ({ a_verifier: unmended }: ImportsSearch) =>
  keysetQuery(['directory', 'imports', { unmended }], (cursor) =>
    body(api.GET('/api/directory/v1/imports', { params: { query: { unmended, cursor, limit: 20 } } })),
  );

export const rejectionsPath = (id: string) => `/api/directory/v1/imports/${id}/rejections`;

export const rejectionsQuery = (id: string) =>
  keysetQuery(['directory', 'imports', id, 'rejections'], async (cursor) => {
    const page = await body(
      api.GET('/api/directory/v1/imports/{import_id}/rejections', {
        params: { path: { import_id: id }, query: { cursor, limit: 50 } },
      }),
    );
    return page as Rejections; // the contract also knows its CSV
  });

interface Given {
  source: Source;
  file: File;
  onProgress: (ratio: number) => void;
}

const send = ({ source, file, onProgress }: Given) =>
  upload({
    method: 'POST',
    path: `/api/directory/v1/imports?source=${source}`,
    file,
    headers: { 'Idempotency-Key': newKey() },
    onProgress,
  });

export function useGiveFile() {
  return useMutation({
    mutationFn: send,
    onSuccess: useReadAgain(['directory', 'imports']),
  });
}
