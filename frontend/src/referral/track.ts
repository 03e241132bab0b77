import type { Kind } from '@/api/types';

/** The three ways into « Nouvelle demande ». */
export type Track = 'soin' | 'social' | 'snp';

/** Kinds of the « soin » track. */
export const CARE_KINDS: Kind[] = [
  'medecin_traitant',
  'care',
  'specialist',
  'discharge',
  'dental',
  'imaging_biology',
  'psychiatry',
];

export const trackOf = (kind: Kind | null): Track => (kind === 'social' || kind === 'snp' ? kind : 'soin');
