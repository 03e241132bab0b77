import { api, body } from '@/api/client';
import type { components } from '@/api/scheduling.gen';
import { keysetQuery } from '@/ui/keyset-list';

export type Declaration = components['schemas']['DeclarationOut'];
export type DeclarationState = components['schemas']['DeclarationState'];

export const declarationsQuery = (state: DeclarationState | undefined) =>
  keysetQuery<Declaration>(['scheduling', 'sas-declarations', state], (cursor) =>
    body(api.GET('/api/scheduling/v1/sas-declarations', { params: { query: { state, cursor } } })),
  );
