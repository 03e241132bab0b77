import type { Kind } from '@/api/types';

/** The three ways into « Nouvelle demande ». */
export type Track = 'soin' | 'social' | 'snp';

export const trackOf = (kind: Kind | null): Track => (kind === 'social' || kind === 'snp' ? kind : 'soin');
