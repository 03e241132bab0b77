import codes from '@/locales/fr/codes.json';
import type { RecourseKind, RecourseModality } from './queries';

export const KINDS = Object.keys(codes.recourseKind) as RecourseKind[];
export const MODALITIES = Object.keys(codes.modality) as RecourseModality[];

/** Filters as they stand in the URL. */
export interface RecoursesSearch {
  genre?: RecourseKind;
  ou?: RecourseModality;
  commune?: string;
  anciens?: true;
}

export function readRecoursesSearch(search: Record<string, unknown>): RecoursesSearch {
  const genre = KINDS.find((one) => one === search.genre);
  const ou = MODALITIES.find((one) => one === search.ou);
  return {
    ...(genre && { genre }),
    ...(ou && { ou }),
    ...(search.commune ? { commune: String(search.commune) } : {}),
    ...((search.anciens === true || search.anciens === 'true') && { anciens: true as const }),
  };
}
