import { usePersons } from '@/referral/use-persons';
import { useTexts } from './texts';

/** How to call each request of a round. */
export function useNames(referralIds: string[]): (id: string) => string {
  const t = useTexts();
  const { nameOf } = usePersons(referralIds);
  return (id) => nameOf(id) ?? t('nameless');
}
