import { useQuery } from '@tanstack/react-query';
import { professionsQuery } from '@/directory/queries';

/** The professions of the directory, as options and by code. */
export function useProfessions() {
  const options = (useQuery(professionsQuery).data?.items ?? []).map(({ code, label }) => ({
    value: code,
    label,
  }));
  const nameOf = (code: string) => options.find((one) => one.value === code)?.label ?? code;
  return { options, nameOf };
}
