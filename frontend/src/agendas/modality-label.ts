import type { components } from '@/api/scheduling.gen';
import { codeLabel } from '@/lib/i18n';

type FreeSlot = components['schemas']['FreeSlotOut'];

/** Doctors, dental surgeons, midwives (TRE_G15): a consultation is theirs alone (L6316-1 of the CSP), all others
 *  give care at a distance (L6316-2). */
const CONSULTING = ['10', '40', '50'];

/** What somebody of this profession gives at a distance: téléconsultation or télésoin. */
export const remoteCareOf = (professionCode: string): 'consultation' | 'care' =>
  CONSULTING.includes(professionCode) ? 'consultation' : 'care';

interface GivenBy {
  profession_code: string | null;
  agenda_kind?: FreeSlot['agenda_kind'];
  place_label?: string | null;
}

interface Seen extends GivenBy {
  modality: string;
  professional_name: string | null;
}

/** How somebody is seen, in the word of whoever sees her; in a booth she is assisted, and has to go there. */
export function modalityLabel(modality: string, by: GivenBy): string {
  if (modality !== 'VR' || !by.profession_code) return codeLabel('modality', modality);
  const given = remoteCareOf(by.profession_code);
  if (by.agenda_kind !== 'tele_booth') return codeLabel('remoteCare', given);
  const assisted = codeLabel(
    'remoteCare',
    given === 'consultation' ? 'assistedConsultation' : 'assistedCare',
  );
  return [assisted, by.place_label].filter(Boolean).join(', ');
}

/** Who sees the person, and where or how; a booth is called by its place alone, which is its name. */
export function whereaboutsOf({ professional_name, ...visit }: Seen): (string | null)[] {
  if (visit.modality === 'AMB') return [professional_name, visit.place_label ?? null];
  const way = modalityLabel(visit.modality, visit);
  return visit.modality === 'VR' && visit.agenda_kind === 'tele_booth' ? [way] : [professional_name, way];
}

/** All ways that a slot offers, or some of them. */
export const waysOf = (slot: FreeSlot, modalities: string[] = slot.modalities): string =>
  modalities.map((one) => modalityLabel(one, slot)).join(', ');
