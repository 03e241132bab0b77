import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { useAct } from '@/api/scheduling-act';

export type Cover = components['schemas']['CoverOut'];
export type CoverAct = components['schemas']['CoverAct'];

/** Hours of a practice, or a seat of a team: taken, confirmed and given back alike. The answer is what was taken. */
export const useCoverAct = () =>
  useAct(async ({ cover, act }: { cover: Cover; act: CoverAct }): Promise<Cover> => {
    const of = { params: { path: { cover_id: cover.cover_id } } };
    switch (act) {
      case 'claim':
        return body(api.PUT('/api/scheduling/v1/covers/{cover_id}/claim', of));
      case 'release':
        return body(api.DELETE('/api/scheduling/v1/covers/{cover_id}/claim', of));
      case 'confirm':
        return body(api.PUT('/api/scheduling/v1/covers/{cover_id}/confirmation', of));
      case 'reopen':
        return body(api.DELETE('/api/scheduling/v1/covers/{cover_id}/confirmation', of));
      case 'withdraw':
        await api.DELETE('/api/scheduling/v1/covers/{cover_id}', of);
        return cover;
    }
  });
