import { type BookingReason, REASONS } from '@/agendas/reasons';
import { isDay } from '@/lib/dates';
import { isId } from '@/lib/ids';

/** Filters of the shared agenda as they stand in the URL. */
export interface SnpSearch {
  vue?: 'tableau' | 'jour' | 'semaine';
  /** The day of the board by resource. */
  jour?: string;
  /** Of that board, only the agendas at this place, by its name. */
  lieu?: string;
  /** Whose week is looked at. */
  agenda?: string;
  /** Referral the appointment is for. */
  demande?: string;
  /** What the request is for: it says why the appointment is taken. */
  type?: 'snp';
  /** Appointment that looks for another slot, the slot that it leaves and the instant at which it begins there. */
  deplacer?: string;
  depuis?: string;
  le?: string;
  /** The CPTS in whose shared agenda that appointment stands, where it is not one's own. */
  partage?: string;
  /** The dialog that notes whom to call if something frees. */
  souhait?: true;
  /** Only this professional's slots: the one who took the person. */
  pro?: string;
  /** Of a link from outside: the CPTS to work for, and that the SAS led here. Told once, then gone (`arrival.ts`). */
  cpts?: string;
  origin?: 'sas';
  /** The person's own doctor: his slots come first. */
  medecin?: string;
  /** When the target of the triage elapses. */
  avant?: string;
  quand?: 'demi-journee' | 'demain';
  semaine?: string;
  profession?: string;
  pres?: string;
  km?: number;
  ou?: 'AMB' | 'HH' | 'VR';
  motif?: BookingReason;
  /** Spoken by the professional (ISO 639). */
  langue?: string;
  /** Only where a wheelchair gets in. */
  fauteuil?: true;
  /** A point to search around, « latitude,longitude », to the hundredth of a degree: about a kilometre. */
  point?: string;
}

const oneOf = <T extends string>(value: unknown, ...allowed: T[]): T | undefined =>
  allowed.find((one) => one === value);
const instant = (value: unknown) => (Number.isNaN(Date.parse(String(value))) ? undefined : String(value));
const text = (value: unknown) => (value === undefined || value === '' ? undefined : String(value));

const VIEWS = ['tableau', 'jour'] as const;

export function readSnpSearch(search: Record<string, unknown>): SnpSearch {
  const km = Number(search.km);
  // A week is somebody's.
  const agenda = text(search.agenda);
  // What is not understood is said to be nothing: left out, the router would hand on what the address says.
  return {
    vue: agenda ? oneOf(search.vue, ...VIEWS, 'semaine') : oneOf(search.vue, ...VIEWS),
    jour: isDay(search.jour) ? search.jour : undefined,
    lieu: text(search.lieu),
    agenda,
    demande: text(search.demande),
    deplacer: text(search.deplacer),
    depuis: text(search.depuis),
    le: instant(search.le),
    partage: isId(search.partage) ? search.partage : undefined,
    souhait: search.souhait === true || search.souhait === 'true' ? true : undefined,
    type: oneOf(search.type, 'snp'),
    pro: text(search.pro),
    cpts: isId(search.cpts) ? search.cpts : undefined,
    origin: oneOf(search.origin, 'sas'),
    medecin: text(search.medecin),
    avant: instant(search.avant),
    quand: oneOf(search.quand, 'demi-journee', 'demain'),
    semaine: isDay(search.semaine) ? search.semaine : undefined,
    profession: text(search.profession)?.match(/^\d{1,3}$/)?.[0],
    pres: text(search.pres)?.match(/^\d[\dAB]\d{3}$/)?.[0],
    km: km > 0 && km <= 200 ? km : undefined,
    ou: oneOf(search.ou, 'AMB', 'HH', 'VR'),
    // A request of unscheduled care is answered by the slots that take it.
    motif: oneOf(search.motif, ...REASONS) ?? oneOf(search.type, 'snp'),
    langue: text(search.langue)?.match(/^[a-z]{2,3}$/)?.[0],
    fauteuil: search.fauteuil === true || search.fauteuil === 'true' ? true : undefined,
    point: text(search.point)?.match(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/)?.[0],
  };
}
