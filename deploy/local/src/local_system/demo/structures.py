"""Sixty invented structures of the territory: who is named, where, in which FINESS category.

Category codes are TRE_R66. A PASS and a CCAS have no category of their own in FINESS: they are entered as the
register enters them in practice, 698 (other establishment under hospital law) and 704 (other territorial service).
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from stdnum import luhn

from local_system.demo import names
from local_system.demo.outlines import Commune, commune_named


@dataclass(frozen=True)
class Structure:
    finess: str
    legal_finess: str
    """FINESS number of the legal entity (EJ)."""
    category: str
    name: str
    long_name: str
    commune: Commune
    number: int
    street: tuple[str, str, str]
    """Code of the way, its label, its name."""
    phone: str
    latitude: float
    longitude: float
    opened_on: str


# TRE_R66 category → label of the register, code of its aggregate.
CATEGORIES: dict[str, tuple[str, str]] = {
    "109": ("Etablissement de santé privé autorisé en SSR", "1107"),
    "124": ("Centre de Santé", "2205"),
    "127": ("Hospitalisation à Domicile", "1205"),
    "141": ("Centre de dialyse", "1203"),
    "156": ("Centre Médico-Psychologique (C.M.P.)", "1111"),
    "180": ("Lits Halte Soins Santé (L.H.S.S.)", "4601"),
    "189": ("Centre Médico-Psycho-Pédagogique (C.M.P.P.)", "4106"),
    "190": ("Centre Action Médico-Sociale Précoce (C.A.M.S.P.)", "4106"),
    "197": ("Centre soins accompagnement prévention addictologie (CSAPA)", "4601"),
    "202": ("Résidences autonomie", "4401"),
    "209": ("Service autonomie aide et soins (SAAS)", "4404"),
    "214": ("Centre Hébergement & Réinsertion Sociale (C.H.R.S.)", "4501"),
    "223": ("Protection Maternelle et Infantile (P.M.I.)", "2202"),
    "246": ("Etablissement et Service d'Aide par le Travail (E.S.A.T.)", "4302"),
    "255": ("Maison d'Accueil Spécialisée (M.A.S.)", "4301"),
    "292": ("Centre Hospitalier Spécialisé lutte Maladies Mentales", "1104"),
    "354": ("Service de Soins Infirmiers A Domicile (S.S.I.A.D)", "4404"),
    "355": ("Centre Hospitalier (C.H.)", "1102"),
    "425": ("Centre d'Accueil Thérapeutique à temps partiel (C.A.T.T.P.)", "1111"),
    "444": ("Centre Crise Accueil Permanent", "1111"),
    "460": ("Service autonomie aide (SAA)", "4404"),
    "463": ("Centre Local Information Coordination P.A. (C.L.I.C.)", "4404"),
    "500": ("Etablissement d'hébergement pour personnes âgées dépendantes", "4401"),
    "603": ("Maison de santé (L.6223-3)", "2101"),
    "604": ("Communauté Professionnelle Territoriale de Santé (CPTS)", "2101"),
    "606": ("Dispositif d'Appui à la Coordination (DAC)", "2101"),
    "608": ("Equipe mobile médico-sociale précarité (EMMSP)", "4601"),
    "609": ("Maison Départementale pour Personnes Handicapées (MDPH)", "4607"),
    "611": ("Laboratoire de Biologie Médicale", "2301"),
    "617": ("Lieu de soins non programmés", "2101"),
    "620": ("Pharmacie d'Officine", "3101"),
    "638": ("Centre gratuit d'information de dépistage (CeGIDD)", "2203"),
    "698": ("Autre Etablissement Loi Hospitalière", "1205"),
    "699": ("Entité Ayant Autorisation", "1205"),
    "704": ("Autre Service Territorial", "4608"),
}
AGGREGATES: dict[str, str] = {
    "1102": "Centres Hospitaliers",
    "1104": "Centres Hospitaliers Spécialisés Lutte Maladies Mentales",
    "1107": "Etablissements de Soins de Suite",
    "1111": "Autres Etablissements de Lutte contre les Maladies Mentales",
    "1203": "Dialyse Ambulatoire",
    "1205": "Autres Etablissements Relevant de la Loi Hospitalière",
    "2101": "Etablissements de Soins Pluridisciplinaires",
    "2202": "Etablissements de PMI et de Planification Familiale",
    "2203": "Etablissements de Dépistage",
    "2205": "Centres de Santé",
    "2301": "Laboratoires de Biologie Médicale",
    "3101": "Pharmacies",
    "4106": "Services à Domicile ou Ambulatoires pour Handicapés",
    "4301": "Etablissements d'Hébergement pour Adultes Handicapés",
    "4302": "Etablissements de Travail Protégé",
    "4401": "Etablissements d'Hébergement pour Personnes Âgées",
    "4404": "Services de Maintien à Domicile pour Personnes Âgées",
    "4501": "Etablissements pour Adultes et Familles en Difficulté",
    "4601": "Etablissements et Services Sociaux concourant aux soins",
    "4607": "Autres Services pour Personnes Handicapées",
    "4608": "Autres Services Territoriaux",
}

HOSPITAL = "CH DU VAL D'ORSANE"
PSYCHIATRIC_HOSPITAL = "EPSM DES TILLEULS"
WARD_COUNTER = HOSPITAL
ACCESS_UNIT = "PASS DU VAL D'ORSANE"
RADIOLOGY = "IMAGERIE DE L'ORSANE"
DIALYSIS = "CENTRE DE DIALYSE DU QUAI"
CMP_ADULTS = "CMP ADULTES L'ESCALE"
DAC = "DAC ORSANE ET TAVELLE"
CCAS_MAIN = "CCAS DE PONT-D'ORSANE"
MDS_EAST = "MDS DE PONT-D'ORSANE"
SAS_PLACE = "MAISON MEDICALE DE GARDE DE L'ORSANE"

_M, _S = names.MAIN_TOWN, names.SECOND_TOWN
# (category, name, commune). The order makes the FINESS numbers: append, never insert.
_LIST: tuple[tuple[str, str, str], ...] = (
    ("355", HOSPITAL, _M), ("292", PSYCHIATRIC_HOSPITAL, "Corzelles"), ("156", CMP_ADULTS, _M),
    ("156", "CMP ENFANTS LA MARELLE", _S), ("425", "CATTP LE SENTIER", _M), ("500", "EHPAD LES GLYCINES", _S),
    ("500", "EHPAD LE CLOS DES VIGNES", "La Chapelle-Orsane"), ("141", DIALYSIS, _M),
    ("611", "BIO-ORSANE PONT-D'ORSANE", _M), ("611", "BIO-ORSANE MEZERAC", _S),
    ("611", "LABORATOIRE DE LA TAVELLE", "Mazeilles-la-Forêt"), ("698", ACCESS_UNIT, _M), ("704", CCAS_MAIN, _M),
    ("704", "CCAS DE MEZERAC", _S), ("354", "SSIAD DU VAL D'ORSANE", _M),
    ("209", "SAAS TAVELLE A DOMICILE", "Mazeilles-la-Forêt"),
    ("460", "SAA BIEN CHEZ SOI", _S), ("603", "MSP DU PONT VIEUX", _M), ("603", "MSP DE MEZERAC", _S),
    ("603", "MSP DES TROIS VALLONS", "Nouvialle"), ("603", "MSP D'AMBREZOLLES", "Ambrezolles"),
    ("124", "CENTRE DE SANTE DES TANNEURS", _M), ("699", RADIOLOGY, _M), ("704", MDS_EAST, _M),
    ("704", "MDS DE MEZERAC", _S), ("223", "PMI DE PONT-D'ORSANE", _M), ("127", "HAD ORSANE", _M),
    ("109", "CLINIQUE DE CONVALESCENCE DES PINS", "Mazeilles-la-Forêt"), ("606", DAC, _M),
    ("609", "MDPH DE LA HAUTE-TAVELLE", _M), ("214", "CHRS LE FOYER DU LAVOIR", _M), ("197", "CSAPA LE PASSAGE", _M),
    ("189", "CMPP DES GLYCINES", _S), ("190", "CAMSP DE L'ORSANE", _M), ("255", "MAS LES GRANDS PRES", "Thivernac"),
    ("444", "CENTRE DE CRISE DES TILLEULS", _M), ("246", "ESAT DES VERGERS", "Thivernac"),
    ("202", "RESIDENCE AUTONOMIE LES LILAS", _M), ("180", "LHSS LA HALTE", _M), ("608", "EMMSP ORSANE", _M),
    ("617", SAS_PLACE, _M), ("604", "CPTS ORSANE-TAVELLE", _M), ("604", "CPTS DU LEVANT", "Vieilcourt"),
    ("463", "CLIC DE LA TAVELLE", _M), ("638", "CEGIDD DU VAL D'ORSANE", _M),
    ("620", "PHARMACIE DU PONT VIEUX", _M), ("620", "PHARMACIE DES REMPARTS", _M),
    ("620", "PHARMACIE DE LA GARE", _M),
    ("620", "PHARMACIE DU MARCHE", _M), ("620", "PHARMACIE DE MEZERAC", _S), ("620", "PHARMACIE DES PLATANES", _S),
    ("620", "PHARMACIE DE NOUVIALLE", "Nouvialle"), ("620", "PHARMACIE DES TROIS VALLONS", "Ambrezolles"),
    ("620", "PHARMACIE DE LA FORET", "Mazeilles-la-Forêt"), ("620", "PHARMACIE DE LA CHAPELLE", "La Chapelle-Orsane"),
    ("620", "PHARMACIE DES MOULINS", "Orsanne-les-Moulins"), ("620", "PHARMACIE DE THIVERNAC", "Thivernac"),
    ("620", "PHARMACIE DE BOIS-TAVELLE", "Bois-Tavelle"), ("620", "PHARMACIE DE VIEILCOURT", "Vieilcourt"),
    ("620", "PHARMACIE DE JARVIEUX", "Jarvieux"),
)  # fmt: skip


_ABBREVIATIONS = {
    "CH": "CENTRE HOSPITALIER",
    "EPSM": "ETABLISSEMENT PUBLIC DE SANTE MENTALE",
    "CMP": "CENTRE MEDICO-PSYCHOLOGIQUE",
    "PASS": "PERMANENCE D'ACCES AUX SOINS DE SANTE",
    "CCAS": "CENTRE COMMUNAL D'ACTION SOCIALE",
    "MSP": "MAISON DE SANTE PLURIPROFESSIONNELLE",
    "MDS": "MAISON DES SOLIDARITES",
    "HAD": "HOSPITALISATION A DOMICILE",
    "SSIAD": "SERVICE DE SOINS INFIRMIERS A DOMICILE",
    "DAC": "DISPOSITIF D'APPUI A LA COORDINATION",
}


def _in_full(name: str) -> str:
    """`rslongue`, 60 characters at most."""
    first, _, rest = name.partition(" ")
    return f"{_ABBREVIATIONS.get(first, first)} {rest}"[:60]


def finess_number(department: str, serial: int) -> str:
    """Nine digits with their Luhn key, in a department that is not attributed."""
    stem = f"{department}{serial:06d}"
    return stem + luhn.calc_check_digit(stem)


def fiction_phone(prefix: str, serial: int) -> str:
    """A number of a range ARCEP reserves for works of fiction (`prefix` of six digits, then four free ones)."""
    return f"{prefix}{serial % 10_000:04d}"


@lru_cache(maxsize=1)
def structures() -> tuple[Structure, ...]:
    rng = random.Random("maillage/structures")
    made: list[Structure] = []
    for serial, (category, name, town) in enumerate(_LIST, start=1):
        commune = commune_named(town)
        bearing, reach = rng.uniform(0, 2 * math.pi), rng.uniform(0.001, 0.007)
        made.append(
            Structure(
                finess=finess_number(commune.department, 100 + serial * 7),
                legal_finess=finess_number(commune.department, 900_000 + serial * 3),
                category=category,
                name=name,
                long_name=_in_full(name),
                commune=commune,
                number=rng.randint(1, 88),
                street=rng.choice(names.STREETS),
                phone=fiction_phone("026191", 1000 + serial),
                latitude=round(commune.latitude + reach * math.sin(bearing), 6),
                longitude=round(commune.longitude + reach * math.cos(bearing), 6),
                opened_on=f"{rng.randint(1974, 2021)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
            )
        )
    return tuple(made)


def structure_named(name: str) -> Structure:
    return next(s for s in structures() if s.name == name)


def of_category(category: str) -> tuple[Structure, ...]:
    return tuple(s for s in structures() if s.category == category)
