/** The request that is being sorted; the queue without one. */
export interface TriageSearch {
  demande?: string;
}

export function readTriageSearch(search: Record<string, unknown>): TriageSearch {
  return search.demande ? { demande: String(search.demande) } : {};
}
