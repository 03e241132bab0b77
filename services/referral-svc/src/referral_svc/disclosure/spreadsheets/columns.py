"""What a column may hold, and which one a French heading means. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Holds(StrEnum):
    """What a column of the coordination's own list may hold. A column that is none of these is left out."""

    FAMILY_NAME = "family_name"
    BIRTH_NAME = "birth_name"
    GIVEN_NAME = "given_name"
    FULL_NAME = "full_name"
    BIRTH = "birth"
    AGE = "age"
    SEX = "sex"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    COMMUNE = "commune"
    NIR = "nir"
    NEED = "need"
    URGENCY = "urgency"
    ASKED_ON = "asked_on"
    CONSENT = "consent"
    CONSENT_ON = "consent_on"
    SHARING = "sharing"
    HOME_VISIT = "home_visit"
    ALD = "ald"
    CHRONIC_CONDITIONS = "chronic_conditions"
    TREATMENT_STOPPED = "treatment_stopped"
    PREGNANCY = "pregnancy"
    DEPENDENCY = "dependency"
    HANDICAP = "handicap"
    NURSING_HOME = "nursing_home"
    ISOLATION = "isolation"
    HOMELESSNESS = "homelessness"
    COVER = "cover"
    DIFFICULTY = "difficulty"
    USUAL_CARERS = "usual_carers"
    TREATMENT = "treatment"
    MOBILITY = "mobility"


#: Questions that decide the class, answered by yes or no.
CHIPS = (
    Holds.ALD, Holds.CHRONIC_CONDITIONS, Holds.TREATMENT_STOPPED, Holds.PREGNANCY, Holds.DEPENDENCY,
    Holds.HANDICAP, Holds.NURSING_HOME, Holds.ISOLATION, Holds.HOMELESSNESS,
)  # fmt: skip
WORDS = (Holds.DIFFICULTY, Holds.USUAL_CARERS, Holds.TREATMENT, Holds.MOBILITY)

#: Headings met in the lists of coordinations, as `plain` writes them; the first that fits wins.
_HEADINGS: dict[Holds, tuple[str, ...]] = {
    Holds.BIRTH_NAME: ("nom de naissance", "nom de jeune fille", "nom naissance", "njf"),
    Holds.FULL_NAME: ("nom prenom", "nom et prenom", "nom prenoms", "patient", "identite", "prenom nom"),
    Holds.FAMILY_NAME: ("nom", "nom d usage", "nom de famille", "nom usuel", "nom patient", "nom du patient"),
    Holds.GIVEN_NAME: ("prenom", "prenoms", "prenom usuel", "prenom patient", "prenom du patient"),
    Holds.BIRTH: ("date de naissance", "naissance", "ddn", "ne le", "nee le", "ne e le", "date naissance",
                   "annee de naissance"),
    Holds.AGE: ("age",),
    Holds.SEX: ("sexe", "civilite", "genre", "h f", "f h", "m f", "f m"),
    Holds.PHONE: ("telephone", "tel", "portable", "mobile", "numero de telephone", "n telephone", "tel portable",
                   "telephone portable", "n de telephone", "coordonnees"),
    Holds.EMAIL: ("mail", "email", "e mail", "courriel", "adresse mail", "adresse e mail", "adresse electronique"),
    Holds.ADDRESS: ("adresse", "adresse postale", "rue", "domicile"),
    Holds.COMMUNE: ("commune", "ville", "commune de residence", "localite", "code insee", "code commune"),
    Holds.NIR: ("nir", "numero de securite sociale", "n securite sociale", "n ss", "numero secu", "nss",
                 "n de securite sociale", "matricule"),
    Holds.NEED: ("besoin", "type de demande", "demande", "soin demande", "profession recherchee", "type de soin"),
    Holds.URGENCY: ("urgence", "urgent", "priorite", "degre d urgence"),
    Holds.ASKED_ON: ("date de la demande", "date demande", "date de demande", "demande le", "date", "recu le",
                      "date d inscription", "date d entree", "date de signalement"),
    Holds.CONSENT: ("consentement", "accord", "accord du patient", "accord patient", "consentement patient",
                     "accord de la personne", "consentement recherche"),
    Holds.CONSENT_ON: ("date du consentement", "date de l accord", "accord le", "date consentement", "date accord"),
    Holds.SHARING: ("accord de partage", "partage du dossier", "accord partage", "consentement partage"),
    Holds.HOME_VISIT: ("visite a domicile", "vad", "a domicile", "domicile oui non", "se deplace pas"),
    Holds.ALD: ("ald", "affection longue duree", "affection de longue duree", "100"),
    Holds.CHRONIC_CONDITIONS: ("polypathologie", "pathologies chroniques", "maladies chroniques",
                                "multi pathologies"),
    Holds.TREATMENT_STOPPED: ("rupture de traitement", "traitement arrete", "rupture de soins", "rupture"),
    Holds.PREGNANCY: ("grossesse", "enceinte", "femme enceinte"),
    Holds.DEPENDENCY: ("dependance", "gir", "perte d autonomie"),
    Holds.HANDICAP: ("handicap", "mdph", "situation de handicap"),
    Holds.NURSING_HOME: ("ehpad", "en ehpad", "institution"),
    Holds.ISOLATION: ("isolement", "isole", "personne isolee", "vit seul"),
    Holds.HOMELESSNESS: ("sdf", "sans domicile", "sans abri"),
    Holds.COVER: ("couverture", "couverture sociale", "droits", "c2s", "mutuelle", "droits ouverts", "c2s ame"),
    Holds.DIFFICULTY: ("motif", "motif de la demande", "commentaire", "commentaires", "remarques", "observations",
                        "remarque", "observation", "difficulte", "probleme", "notes", "contexte", "pathologie",
                        "pathologies", "antecedents"),
    Holds.USUAL_CARERS: ("ancien medecin", "ancien medecin traitant", "medecin actuel", "ancien mt", "intervenants",
                          "soignants", "dernier medecin traitant"),
    Holds.TREATMENT: ("traitement", "traitements", "traitement en cours", "medicaments"),
    Holds.MOBILITY: ("mobilite", "deplacement", "moyen de transport", "transport"),
}  # fmt: skip
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings}


def plain(words: str) -> str:
    """Without accents, case or punctuation: « N° de Téléphone » is « n de telephone »."""
    bare = unicodedata.normalize("NFKD", words.replace("°", " ").replace("œ", "oe")).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", "".join(ch for ch in bare if not unicodedata.combining(ch))))


def guess(header: Sequence[str], remembered: Mapping[str, str]) -> dict[Holds, int]:
    """Which column each thing stands in. What the coordination chose last for the same heading comes first
    (`remembered`: plain heading → code, empty when she left the column out)."""
    found: dict[Holds, int] = {}
    headings = [plain(words) for words in header]
    for index, heading in enumerate(headings):
        if heading in remembered:
            chosen = remembered[heading]
            if chosen in _CODES:
                found.setdefault(Holds(chosen), index)
    for index, heading in enumerate(headings):
        if heading in remembered or not heading:
            continue
        column = _COLUMN_OF.get(heading) or _COLUMN_OF.get(re.sub(r"(?: s| oui non| o n| \d+)+$", "", heading))
        if column is not None:
            found.setdefault(column, index)
    return found


_CODES = frozenset(column.value for column in Holds)
