import type { SnpSearch } from './search';
import { useTexts } from './texts';

/** What a free slot is taken for: an appointment, or one that looks for another slot. */
export function useSlotAct({ deplacer }: SnpSearch): string {
  const t = useTexts();
  return t(deplacer ? 'moving.here' : 'book');
}
