/** Filters of the directory as they stand in the URL: shareable, French, empty values left out. */
export interface DirectorySearch {
  onglet?: 'structures';
  nom?: string;
  profession?: string;
  categorie?: string;
  pres?: string;
  km?: number;
  langue?: string;
  accepte?: true;
  visites?: true;
  tele?: true;
  fauteuil?: true;
  adherents?: true;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
const flag = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

export function readSearch(search: Record<string, unknown>): DirectorySearch {
  const km = Number(search.km);
  const read: DirectorySearch = {
    onglet: search.onglet === 'structures' ? 'structures' : undefined,
    nom: text(search.nom),
    profession: text(search.profession),
    categorie: text(search.categorie),
    pres: text(search.pres),
    km: km > 0 && km <= 200 ? km : undefined,
    langue: text(search.langue),
    accepte: flag(search.accepte),
    visites: flag(search.visites),
    tele: flag(search.tele),
    fauteuil: flag(search.fauteuil),
    adherents: flag(search.adherents),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
