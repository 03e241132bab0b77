/** The day that is shown, and the request for which a visit is to be noted. */
export interface RoundsSearch {
  jour?: string;
  demande?: string;
}

export function readRoundsSearch(search: Record<string, unknown>): RoundsSearch {
  const day = String(search.jour ?? '');
  return {
    ...(/^20\d\d-\d\d-\d\d$/.test(day) && { jour: day }),
    ...(search.demande ? { demande: String(search.demande) } : {}),
  };
}
