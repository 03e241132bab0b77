import type { Disposition } from './queries';
import type { useTexts } from './texts';

interface Gone {
  disposition: Disposition | null;
  recourse_name: string | null;
}

/** « Transmis à … »: by its own name when one was named, else by the word of before. */
export function gone(t: ReturnType<typeof useTexts>, { disposition, recourse_name: name }: Gone): string {
  if (name) return t('done.recourse', { name });
  return disposition ? t(`done.${disposition}`, { name: '' }) : '';
}
