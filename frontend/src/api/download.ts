import { Problem } from './problem';

/** Fetches a CSV of the API and hands it to the browser as a file; throws a Problem when refused. */
export async function downloadCsv(path: string, fileName: string): Promise<void> {
  const response = await fetch(path, { headers: { Accept: 'text/csv' }, credentials: 'same-origin' });
  if (!response.ok) {
    const problem: unknown = await response.json().catch(() => undefined);
    throw new Problem(response.status, problem, response.headers.get('X-Request-Id'));
  }
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
