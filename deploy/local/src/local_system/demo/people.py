"""Four hundred invented professionals: who they are, where they practise, who belongs to the CPTS.

The mix is that of the sources: 135 members (59 nurses, 38 doctors, 17 pharmacists, 15 physiotherapists, 6 others)
and 95 GPs in all, the bordering communes included.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import lru_cache

from stdnum import luhn

from local_system.demo import names
from local_system.demo import structures as st
from local_system.demo.outlines import Commune, communes, upper_ascii
from local_system.demo.structures import Structure, fiction_phone, structure_named

MAIL_DOMAIN = "exemple.maillage.invalid"
DOCTOR, PHARMACIST, DENTIST, MIDWIFE = "10", "21", "40", "50"
NURSE, PHYSIO, PODIATRIST, SPEECH = "60", "70", "80", "91"


@dataclass(frozen=True)
class Activity:
    """One place of practice, as one line of the register."""

    label: str
    structure: Structure | None
    technical_id: str
    commune: Commune
    number: int
    street: tuple[str, str, str]
    phone: str
    sector: str
    """TRE_R02 code."""
    mode: str
    """L liberal, S salaried."""


@dataclass(frozen=True)
class Professional:
    rpps: str
    sex: str
    given_name: str
    family_name: str
    profession: str
    skills: tuple[str, ...]
    """Codes of savoir-faire, the main one first; empty for most professions."""
    activities: tuple[Activity, ...]
    cpts: str | None
    """`first` or `second` for a member."""

    @property
    def is_gp(self) -> bool:
        return self.profession == DOCTOR and (not self.skills or self.skills[0] in ("SM26", "SM53", "SM54"))

    @property
    def email(self) -> str:
        return f"{mail_word(self.given_name)}.{mail_word(self.family_name)}@{MAIL_DOMAIN}"

    @property
    def commune(self) -> Commune:
        return self.activities[0].commune


@dataclass(frozen=True)
class Group:
    """So many professionals of one kind, of whom the first `members` belong to the CPTS."""

    profession: str
    skills: tuple[str, ...]
    own: int
    border: int
    members: int
    workplace: str = ""
    """Name of the structure they all work for; otherwise they practise in town."""


# 95 GPs, of whom 31 members.
_GP = (
    Group(DOCTOR, ("SM54",), 51, 9, 22),
    Group(DOCTOR, ("SM53",), 14, 2, 5),
    Group(DOCTOR, ("SM26",), 9, 3, 3),
    Group(DOCTOR, (), 6, 1, 1),
)
# 42 other doctors, of whom 7 members.
_SPECIALISTS = (
    Group(DOCTOR, ("SM04",), 3, 1, 1), Group(DOCTOR, ("SM15",), 2, 0, 1), Group(DOCTOR, ("SM20",), 3, 0, 1),
    Group(DOCTOR, ("SM40",), 3, 1, 1), Group(DOCTOR, ("SM38",), 3, 1, 0), Group(DOCTOR, ("SM42",), 2, 0, 1),
    Group(DOCTOR, ("SM42",), 4, 0, 1, st.PSYCHIATRIC_HOSPITAL), Group(DOCTOR, ("SM44",), 4, 0, 0, st.RADIOLOGY),
    Group(DOCTOR, ("SM24",), 2, 0, 0), Group(DOCTOR, ("SM41",), 2, 0, 0), Group(DOCTOR, ("SM48",), 2, 0, 0),
    Group(DOCTOR, ("SM30",), 2, 0, 0, st.DIALYSIS), Group(DOCTOR, ("SM18",), 2, 0, 1, st.HOSPITAL),
    Group(DOCTOR, ("SM34",), 1, 0, 0), Group(DOCTOR, ("SM59",), 3, 0, 0, st.HOSPITAL),
    Group(DOCTOR, ("SM16",), 1, 0, 0),
)  # fmt: skip
_OTHERS = (
    Group(NURSE, (), 82, 11, 55), Group(NURSE, ("SI01",), 3, 0, 3),
    Group(NURSE, (), 5, 0, 1, "SSIAD DU VAL D'ORSANE"),
    Group(NURSE, (), 7, 0, 0, st.HOSPITAL), Group(NURSE, (), 2, 0, 0, "EHPAD LES GLYCINES"),
    Group(PHARMACIST, (), 39, 3, 17), Group(PHARMACIST, (), 3, 0, 0, st.HOSPITAL),
    Group(PHARMACIST, (), 3, 0, 0, "BIO-ORSANE PONT-D'ORSANE"),
    Group(PHYSIO, (), 39, 6, 15), Group(PHYSIO, (), 3, 0, 0, "CLINIQUE DE CONVALESCENCE DES PINS"),
    Group(DENTIST, (), 19, 5, 1), Group(DENTIST, ("SCD01",), 2, 0, 0),
    Group(MIDWIFE, (), 9, 2, 2), Group(SPEECH, (), 11, 1, 2), Group(PODIATRIST, (), 7, 1, 1),
)  # fmt: skip
_SECTOR_OF_CATEGORY = {
    "355": "SA01",
    "292": "SA01",
    "699": "SA08",
    "141": "SA34",
    "354": "SA12",
    "500": "SA17",
    "611": "SA25",
    "109": "SA04",
}
_CABINET_SIZE = {DOCTOR: 4, NURSE: 5, PHYSIO: 4, DENTIST: 3}
_CABINET_LABEL = {
    DOCTOR: "CABINET MEDICAL",
    NURSE: "CABINET INFIRMIER",
    PHYSIO: "CABINET DE KINESITHERAPIE",
    DENTIST: "CABINET DENTAIRE",
    MIDWIFE: "CABINET DE SAGES-FEMMES",
    SPEECH: "CABINET D'ORTHOPHONIE",
    PODIATRIST: "CABINET DE PEDICURIE PODOLOGIE",
}


def mail_word(name: str) -> str:
    return upper_ascii(name).lower().replace(" ", "-").replace("'", "").replace("ã", "a")


def rpps_number(serial: int) -> str:
    """Eleven digits with their Luhn key, in the range 99… that ANS attributes to nobody."""
    stem = f"99{serial:08d}"
    return stem + luhn.calc_check_digit(stem)


@lru_cache(maxsize=1)
def professionals() -> tuple[Professional, ...]:
    maker = _Maker(random.Random("maillage/people"))
    for group in (*_GP, *_SPECIALISTS, *_OTHERS):
        for rank in range(group.own + group.border):
            maker.make(group, own=rank < group.own, member=rank < group.members)
    return tuple(maker.made)


def members() -> tuple[Professional, ...]:
    return tuple(p for p in professionals() if p.cpts == "first")


def second_members() -> tuple[Professional, ...]:
    return tuple(p for p in professionals() if p.cpts == "second")


@dataclass
class _Maker:
    rng: random.Random
    made: list[Professional] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    cabinets: dict[tuple[str, str], list[list[Activity]]] = field(default_factory=dict)

    def make(self, group: Group, *, own: bool, member: bool) -> None:
        sex, given, family = self._name(group.profession)
        serial = len(self.made) + 1
        activities = [self._activity(group, own, given, family)]
        self._add_second_activity(group, activities)
        skills = group.skills
        if skills and skills[0] == "SM54" and self.rng.random() < 0.12:
            skills = (*skills, self.rng.choice(("CAPA06", "CAPA01", "CAPA05", "C05")))
        second = activities[0].commune.cpts == "second" and group.profession in (DOCTOR, NURSE, PHARMACIST)
        self.made.append(
            Professional(
                rpps=rpps_number(1_000 + serial * 37),
                sex=sex,
                given_name=given,
                family_name=family,
                profession=group.profession,
                skills=skills,
                activities=tuple(activities),
                cpts="first" if member else "second" if second else None,
            )
        )

    def _name(self, profession: str) -> tuple[str, str, str]:
        share = {DOCTOR: 0.48, NURSE: 0.84, PHYSIO: 0.5, DENTIST: 0.47, MIDWIFE: 0.95, SPEECH: 0.95}.get(
            profession, 0.66
        )
        sex = "female" if self.rng.random() < share else "male"
        while True:
            given = self.rng.choice(names.FEMALE_NAMES if sex == "female" else names.MALE_NAMES)
            family = self.rng.choice(names.FAMILY_NAMES).replace("-", " ")
            if (word := mail_word(f"{given}.{family}")) not in self.taken:
                self.taken.add(word)
                return sex, given, family

    def _activity(self, group: Group, own: bool, given: str, family: str) -> Activity:
        if group.workplace:
            return self._employment(structure_named(group.workplace), "L" if group.workplace == st.RADIOLOGY else "S")
        if group.profession == PHARMACIST:
            shops = [s for s in st.of_category("620") if (s.commune.cpts == "first") == own]
            return self._employment(self.rng.choice(shops), "L" if self.rng.random() < 0.4 else "S")
        commune = self._commune(own)
        houses = [s for s in st.of_category("603") if s.commune == commune]
        if houses and group.profession in (DOCTOR, NURSE, PHYSIO, MIDWIFE) and self.rng.random() < 0.4:
            return self._employment(self.rng.choice(houses), "L")
        return self._cabinet(group.profession, commune, given, family)

    def _commune(self, own: bool) -> Commune:
        open_to = [c for c in communes() if (c.cpts == "first") == own and c.population > 600]
        return self.rng.choices(open_to, weights=[c.population for c in open_to])[0]

    def _employment(self, structure: Structure, mode: str) -> Activity:
        sector = {"620": "SA33", "603": "SA52"}.get(structure.category) or _SECTOR_OF_CATEGORY[structure.category]
        return Activity(
            label=structure.name,
            structure=structure,
            technical_id=f"F{structure.finess}",
            commune=structure.commune,
            number=structure.number,
            street=structure.street,
            phone=structure.phone,
            sector=sector,
            mode=mode,
        )

    def _cabinet(self, profession: str, commune: Commune, given: str, family: str) -> Activity:
        known = self.cabinets.setdefault((profession, commune.code), [])
        for cabinet in known:
            if (
                len(cabinet) < _CABINET_SIZE.get(profession, 2)
                and cabinet[0].sector == "SA08"
                and self.rng.random() < 0.7
            ):
                cabinet.append(cabinet[0])
                return cabinet[0]
        street, serial = self.rng.choice(names.STREETS), sum(map(len, self.cabinets.values())) + 1
        alone = self.rng.random() < 0.35
        own_name = (
            f"CABINET DU DR {given} {family}" if profession == DOCTOR else f"{_CABINET_LABEL[profession]} {family}"
        )
        made = Activity(
            label=upper_ascii(own_name if alone else f"{_CABINET_LABEL[profession]} {street[2]}"),
            structure=None,
            technical_id=f"R99{serial:012d}",
            commune=commune,
            number=self.rng.randint(1, 96),
            street=street,
            phone=fiction_phone("026191", 2000 + serial * 3),
            sector="SA07" if alone else "SA08",
            mode="L",
        )
        known.append([made])
        return made

    def _add_second_activity(self, group: Group, activities: list[Activity]) -> None:
        first = activities[0]
        if group.workplace or first.mode != "L" or group.profession not in (DOCTOR, NURSE, PHYSIO, SPEECH):
            return
        chance = self.rng.random()
        if group.profession == DOCTOR and chance < 0.06:
            activities.append(self._employment(structure_named("EHPAD LES GLYCINES"), "S"))
        elif chance < 0.14:
            elsewhere = [c for c in communes() if c.code in first.commune.neighbours and c.cpts == first.commune.cpts]
            if elsewhere:
                commune = self.rng.choice(elsewhere)
                activities.append(
                    replace(self._cabinet(group.profession, commune, "", ""), label="CABINET SECONDAIRE")
                )
