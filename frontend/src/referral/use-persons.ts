import { useQuery } from '@tanstack/react-query';
import { namesQuery } from './queries';

/** What one reading of names takes, each of them logged. */
const MOST = 100;

/** The persons of some requests: a name only where the reader has the right to it, which referral-svc alone decides. */
export function usePersons(referralIds: (string | null)[]) {
  const ids = [...new Set(referralIds.flatMap((id) => id ?? []))].sort().slice(0, MOST);
  const { data, isError } = useQuery(namesQuery(ids));
  return {
    isUnavailable: isError,
    nameOf: (id: string | null) => {
      const found = data?.names.find((one) => one.referral_id === id);
      return found && `${found.given_name} ${found.family_name}`;
    },
    isErased: (id: string | null) => id !== null && (data?.erased.includes(id) ?? false),
  };
}
