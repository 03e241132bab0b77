"""French words as coordinations write them in their cells → codes. Pure. `None`: a word we do not know."""

from __future__ import annotations

import re
from datetime import date

from referral_svc.disclosure.spreadsheets.columns import plain
from referral_svc.referrals.codes import Kind, Sex, Urgency
from referral_svc.referrals.needs import Need

_YES = frozenset({"oui", "o", "x", "1", "vrai", "true", "yes", "ok", "y", "v"})
_NO = frozenset({"non", "n", "0", "faux", "false", "no", "ko"})
_UNKNOWN = frozenset({"", "nsp", "ne sait pas", "inconnu", "a voir", "nc", "na", "non renseigne"})
_SEX = {
    "f": Sex.FEMALE, "femme": Sex.FEMALE, "feminin": Sex.FEMALE, "mme": Sex.FEMALE, "madame": Sex.FEMALE,
    "mlle": Sex.FEMALE, "fille": Sex.FEMALE, "2": Sex.FEMALE,
    "m": Sex.MALE, "h": Sex.MALE, "homme": Sex.MALE, "masculin": Sex.MALE, "mr": Sex.MALE, "monsieur": Sex.MALE,
    "garcon": Sex.MALE, "1": Sex.MALE,
    "": Sex.UNKNOWN, "nsp": Sex.UNKNOWN, "inconnu": Sex.UNKNOWN, "autre": Sex.UNKNOWN,
}  # fmt: skip
_URGENCY = {
    "": Urgency.NORMAL, "normal": Urgency.NORMAL, "normale": Urgency.NORMAL, "non": Urgency.NORMAL,
    "faible": Urgency.NORMAL, "3": Urgency.NORMAL, "c": Urgency.NORMAL, "standard": Urgency.NORMAL,
    "bientot": Urgency.SOON, "rapide": Urgency.SOON, "moyen": Urgency.SOON, "moyenne": Urgency.SOON,
    "semi urgent": Urgency.SOON, "prioritaire": Urgency.SOON, "2": Urgency.SOON, "b": Urgency.SOON,
    "urgent": Urgency.URGENT, "urgente": Urgency.URGENT, "oui": Urgency.URGENT, "tres urgent": Urgency.URGENT,
    "haute": Urgency.URGENT, "elevee": Urgency.URGENT, "1": Urgency.URGENT, "a": Urgency.URGENT,
    "x": Urgency.URGENT,
}  # fmt: skip
_COVER = {
    "": "unknown", "nsp": "unknown", "inconnu": "unknown",
    "c2s": "c2s", "css": "c2s", "cmu": "c2s", "cmuc": "c2s", "cmu c": "c2s", "complementaire sante solidaire": "c2s",
    "ame": "ame", "aide medicale d etat": "ame", "aide medicale": "ame",
    "aucune": "none", "aucun": "none", "sans droits": "none", "pas de droits": "none", "sans": "none",
    "en cours": "in_progress", "demande en cours": "in_progress", "droits en cours": "in_progress",
    "regime general": "standard", "standard": "standard", "mutuelle": "standard", "securite sociale": "standard",
    "ss": "standard", "cpam": "standard", "msa": "standard", "ald": "standard", "oui": "standard",
}  # fmt: skip
#: The first pattern met in the words names the need.
_NEEDS: tuple[tuple[str, Need], ...] = (
    (r"pilulier", Need.PILL_BOX), (r"toilette|nursing", Need.HOME_WASHING),
    (r"pansement|plaie|escarre|ulcere", Need.WOUND_CARE), (r"injection|piqure|insuline", Need.INJECTION),
    (r"prise de sang|prelevement", Need.BLOOD_SAMPLE),
    (r"kine respi|respiratoire", Need.RESPIRATORY_PHYSIOTHERAPY), (r"kine|reeducation|masseur", Need.PHYSIOTHERAPY),
    (r"orthophon", Need.SPEECH_THERAPY), (r"pedicur|podolog", Need.PODIATRY), (r"diet|nutrition", Need.DIETETICS),
    (r"psycholog", Need.PSYCHOLOGY), (r"ergotherap", Need.OCCUPATIONAL_THERAPY),
    (r"infirm|ide\b|soins? a domicile", Need.NURSING),
    (r"medecin traitant|\bmt\b|generaliste|sans medecin", Need.FIND_MEDECIN_TRAITANT),
    (r"renouvellement|ordonnance", Need.TREATMENT_RENEWAL),
    (r"logement|hebergement", Need.HOUSING), (r"aide a domicile|aide menagere|auxiliaire", Need.HOME_HELP),
    (r"domiciliation", Need.DOMICILIATION), (r"droits|cpam|mutuelle|c2s|ame\b", Need.RIGHTS),
    (r"dentiste|dentaire|dent", Need.DENTAL_CARE), (r"psychiatr|cmp\b", Need.PSYCHIATRIC_ASSESSMENT),
)  # fmt: skip
DEFAULT_NEED: dict[Kind, Need] = {
    Kind.MEDECIN_TRAITANT: Need.FIND_MEDECIN_TRAITANT, Kind.CARE: Need.NURSING, Kind.SOCIAL: Need.RIGHTS,
    Kind.SPECIALIST: Need.SPECIALIST_VISIT, Kind.DISCHARGE: Need.NURSE_AT_DISCHARGE, Kind.DENTAL: Need.DENTAL_CARE,
    Kind.IMAGING_BIOLOGY: Need.IMAGING, Kind.PSYCHIATRY: Need.PSYCHIATRIC_ASSESSMENT, Kind.SNP: Need.UNSCHEDULED_CARE,
}  # fmt: skip


def answer(words: str) -> str | None:
    """yes, no or unknown."""
    said = plain(words)
    if said in _UNKNOWN:
        return "unknown"
    if said in _NO or said.startswith("non "):
        return "no"
    return "yes" if said in _YES or said.startswith("oui ") else None


def agreed(words: str) -> str | None:
    """The person's agreement: a date of agreement is one too. yes, no, unknown, or None."""
    said = plain(words)
    if said in {"refus", "refuse", "refusee"}:
        return "no"
    if said in {"oral", "ecrit", "verbal", "recueilli", "accord", "accord oral", "accord ecrit", "signe"}:
        return "yes"
    return "yes" if day(words) else answer(words)


def dependent(words: str) -> str | None:
    """GIR 1 to 4 is a dependency, 5 and 6 are not (rules of the profession, section 2)."""
    gir = re.fullmatch(r"(?:gir )?([1-6])", plain(words))
    if gir:
        return "yes" if int(gir[1]) <= 4 else "no"
    return answer(words)


def sex(words: str) -> Sex | None:
    return _SEX.get(plain(words))


def urgency(words: str) -> Urgency | None:
    return _URGENCY.get(plain(words))


def cover(words: str) -> str | None:
    return _COVER.get(plain(words))


def need(words: str, kind: Kind) -> Need | None:
    said = plain(words)
    if not said:
        return DEFAULT_NEED[kind]
    if kind == Kind.MEDECIN_TRAITANT:
        return Need.FIND_MEDECIN_TRAITANT
    return next((found for pattern, found in _NEEDS if re.search(rf"\b(?:{pattern})", said)), None)


def day(words: str) -> date | None:
    """`2026-11-23`, `23/11/2026`, `23.11.26`: day first, as French people write it. Two digits are this century up
    to 30, the last one beyond: only for birth does it matter, and nobody there is born after 2030."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", words)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    french = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})", words)
    if french is None:
        return None
    year = int(french[3])
    if len(french[3]) == 2:
        year += 2000 if year <= 30 else 1900
    return _date(year, int(french[2]), int(french[1]))


def _date(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def phone(words: str) -> str | None:
    """A spreadsheet eats the first zero of a number; two numbers in a cell are the first."""
    first = re.split(r"\s*(?:/|;|,| ou | puis )\s*", words.strip(), maxsplit=1)[0]
    first = re.sub(r"[^0-9+ .-]", "", first).strip()
    digits = re.sub(r"[^0-9]", "", first)
    if len(digits) == 9 and digits[0] != "0" and not first.startswith("+"):
        return f"0{digits}"
    return first if 7 <= len(digits) <= 15 else None


def split_name(words: str) -> tuple[str, str] | None:
    """« DUPONT-MARTIN Marie Jeanne » or « Marie DUPONT »: the family name is the part in capitals; else the first
    word, as lists are sorted by it. None when there is one word alone."""
    parts = words.replace(",", " ").split()
    if len(parts) < 2:
        return None
    capitals = [part for part in parts if part.isupper() and len(part) > 1]
    others = [part for part in parts if part not in capitals]
    if capitals and others:
        return " ".join(capitals), " ".join(others)
    return parts[0], " ".join(parts[1:])
