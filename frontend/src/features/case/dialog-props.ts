import type { Referral } from '@/api/types';

/** What every dialog of a case is given. */
export interface DialogProps {
  referral: Referral;
  onClose: () => void;
}
