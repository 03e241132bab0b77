import type { Kind, Need } from '@/api/types';

/** What is asked for at a counter. The full form has the rest. */
export const COUNTER_NEEDS = {
  doctor: { kind: 'medecin_traitant', needs: ['find_medecin_traitant'] },
  nurse: { kind: 'care', needs: ['nursing'] },
  pillBox: { kind: 'care', needs: ['pill_box'] },
  dentist: { kind: 'dental', needs: ['dental_care'] },
  rights: { kind: 'social', needs: ['rights'] },
} as const satisfies Record<string, { kind: Kind; needs: readonly Need[] }>;
export type CounterNeed = keyof typeof COUNTER_NEEDS;

/** What a pharmacist sees from the counter, and what decides the class. */
export const COUNTER_KNOWN = ['treatment_stopped', 'ald', 'regular_medication', 'dependency'] as const;
