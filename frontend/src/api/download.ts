import { Problem } from './problem';

/** Fetches a CSV of the API and hands it to the browser as a file; throws a Problem when refused. */
export const downloadCsv = (path: string, fileName: string) => download(path, fileName, 'text/csv');

/** Any file of the API, always as a download: nothing of it is shown inside the application. */
export async function download(path: string, fileName: string, accept = '*/*'): Promise<void> {
  const response = await fetch(path, { headers: { Accept: accept }, credentials: 'same-origin' });
  if (!response.ok) {
    const problem: unknown = await response.json().catch(() => undefined);
    throw new Problem(response.status, problem, response.headers.get('X-Request-Id'));
  }
  save(await response.blob(), fileName);
}

/** Hands what was read to the browser as a file. */
export function save(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
