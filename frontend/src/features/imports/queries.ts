import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, csrf, newKey } from '@/api/client';
import type { components } from '@/api/directory.gen';
import { Problem } from '@/api/problem';
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

/** Streams the file as it is. XMLHttpRequest because fetch does not tell how much was sent. */
function send({ source, file, onProgress }: Given): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/directory/v1/imports?source=${source}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-CSRF-Token', csrf());
    request.setRequestHeader('Idempotency-Key', newKey());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Problem(0));
    request.onload = () => {
      if (request.status < 300) return resolve();
      reject(
        new Problem(request.status, parsed(request.responseText), request.getResponseHeader('X-Request-Id')),
      );
    };
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function useGiveFile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['directory', 'imports'] }),
  });
}
