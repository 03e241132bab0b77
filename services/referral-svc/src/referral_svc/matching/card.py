"""What stage 1 shows (rules of the profession, section 4): « sans identité », in fifteen seconds.

Everything here is made of codes. The place is a commune, or the sector it belongs to when it is too small:
the territory is cut once into sectors that each hold enough residents, so that the name of a sector tells
no more than the sector itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from referral_svc.matching.rules import RuleSet

#: Residents of France by age band and sex, men then women: Insee, RP2018 exploitation principale, table
#: POP1B "Population par sexe et âge en 2018, France entière" (insee.fr/fr/statistiques/5397445). Age 15, by
#: itself not in the five-year table, is counted as a fifth of 15 to 19.
PYRAMID: Mapping[str, tuple[int, int]] = {
    "0-1": (733_356, 702_702),
    "2-5": (1_589_896, 1_528_570),
    "6-15": (4_234_473, 4_042_055),
    "16-39": (9_509_042, 9_599_732),
    "40-69": (12_401_880, 13_123_032),
    "70-79": (2_368_411, 2_842_687),
    "80+": (1_443_520, 2_613_178),
}
RESIDENTS = 66_732_538

#: Those of grown-ups, from the youngest: two of one couple are mostly of one band or of the next.
GROWN_UP = ("16-39", "40-69", "70-79", "80+")
#: A mix of ages may be rarer under one roof than chance would have it: a grandparent and an infant. So many times
#: more of them must fit by chance before the mix is shown; a couple of neighbouring bands is less rare. Measured on
#: invented households (tests/disclosure/test_linkage.py): at thirty times some are alone on their card.
RARER_THAN_CHANCE = 200
RARER_COUPLES = 10
#: A household is ten persons at most; more are residents of one establishment. Households of mixed ages are looked
#: for among twice the residents of one person, and beyond four persons each further one halves how many there are.
USUAL_HOUSEHOLD, LARGEST_HOUSEHOLD = 4, 10

#: Needs for which the person's sex says something useful to whoever is asked.
SEX_MATTERS = frozenset({"pregnancy_follow_up", "home_washing"})

#: Where the half-days of the shared agenda part (glossary).
NOON = 13

URGENCY_WORDS = {1: "urgent", 2: "soon"}


@dataclass(frozen=True)
class Commune:
    code: str
    name: str
    population: int
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """`kind` is `commune`, `sector` (a commune and the small ones joined to it) or `territory`."""

    kind: str
    name: str
    code: str | None = field(default=None, compare=False)
    """Of the commune that is named: distances on the card are counted from it, never from the person's own.
    None for the territory, from which no distance is told."""
    residents: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Starts:
    """From when the carer is needed, to the half-day: whether he can is all that he must know of it."""

    on: date
    half: str
    """morning, or afternoon from 13:00."""

    @classmethod
    def at(cls, instant: datetime | None, zone: ZoneInfo) -> Starts | None:
        if instant is None:
            return None
        local = instant.astimezone(zone)
        return cls(local.date(), "morning" if local.hour < NOON else "afternoon")

    def as_data(self) -> dict[str, Any]:
        return {"starts_on": self.on.isoformat(), "starts_half": self.half}


@dataclass(frozen=True)
class Card:
    """The stage-1 card, but for its own random identifier, its distance band and its deadline."""

    urgency: str
    age_band: str
    sex: str | None
    place: Place
    need_codes: tuple[str, ...]
    constraints: tuple[str, ...]
    starts: Starts | None = None
    ages: tuple[str, ...] = ()
    """Age bands of several persons searched for together, each once; their sex is never shown. None of them when
    the mix is so rare that the place holds too few who could be meant: the card then says how many, and where."""

    def as_data(self) -> dict[str, Any]:
        return {
            "urgency": self.urgency,
            "age_band": self.age_band,
            "sex": self.sex,
            "place": {"kind": self.place.kind, "name": self.place.name},
            "need_codes": list(self.need_codes),
            "constraints": list(self.constraints),
            **(self.starts.as_data() if self.starts else {}),
            **({"ages": list(self.ages)} if self.ages else {}),
        }


@dataclass(frozen=True)
class CardFacts:
    """What a request says, before it is made coarse enough to be shown."""

    medical_class: int
    age_band: str
    sex: str
    commune_code: str | None
    """Of the person; None without an address."""
    need_codes: Sequence[str]
    home_visit: bool
    starts: Starts | None = None
    ages: Sequence[str] = ()
    """Age bands of those searched for together, this person included; empty when alone."""
    advice_first: bool = False
    remote: Sequence[str] = ()
    """Whether a teleconsultation would do, and who would be beside the person."""


def card_for(rules: RuleSet, facts: CardFacts, communes: Iterable[Commune], territory: str) -> Card:
    """`territory` is the name of the CPTS, said when the person has no commune there."""
    needs = tuple(sorted(facts.need_codes))
    alone = len(facts.ages) < 2
    shows_sex = alone and facts.sex in ("female", "male") and SEX_MATTERS.intersection(needs)
    sex = facts.sex if shows_sex else None
    place = place_for(rules, facts.commune_code, communes, territory, facts.age_band, sex, facts.ages)
    mix = () if alone else ages_shown(rules, place, facts.ages)
    return Card(
        urgency=URGENCY_WORDS.get(facts.medical_class, "normal"),
        age_band=facts.age_band if alone or mix else "unknown",
        sex=sex,
        place=place,
        need_codes=needs,
        constraints=(
            *(["home_visit"] if facts.home_visit else []),
            *facts.remote,
            *(["advice_first"] if facts.advice_first else []),
        ),
        starts=facts.starts,
        ages=mix,
    )


def ages_shown(rules: RuleSet, place: Place, ages: Sequence[str]) -> tuple[str, ...]:
    """The age bands of several persons, or none of them: at least `card_persons` groups like theirs must live in the
    place, even were they many times rarer than chance."""
    bands = tuple(sorted(set(ages)))
    if len(bands) == 1:
        return bands
    by_chance = place.residents * math.prod(share_of(band, None) for band in ages)
    rarer = RARER_COUPLES if _is_couple(ages) else RARER_THAN_CHANCE
    return bands if by_chance >= rules.card_persons * rarer else ()


def _is_couple(ages: Sequence[str]) -> bool:
    return (
        len(ages) == 2 and set(ages) <= set(GROWN_UP) and abs(GROWN_UP.index(ages[0]) - GROWN_UP.index(ages[1])) == 1
    )


def place_for(
    rules: RuleSet,
    commune_code: str | None,
    communes: Iterable[Commune],
    territory: str,
    age_band: str,
    sex: str | None,
    ages: Sequence[str] = (),
) -> Place:
    known = {commune.code: commune for commune in communes}
    everybody = Place("territory", territory, None, sum(commune.population for commune in known.values()))
    if commune_code not in known:
        return everybody
    bands = ages or (age_band,)
    needed = max(
        residents_needed_together(rules, ages), *(residents_needed(rules, band, sex, len(bands)) for band in bands)
    )
    sector = next(group for group in sectors(known, needed) if commune_code in group)
    residents = sum(known[code].population for code in sector)
    if residents < needed:
        return everybody
    largest = max(sector, key=lambda code: (known[code].population, code))
    return Place("commune" if len(sector) == 1 else "sector", known[largest].name, largest, residents)


def residents_needed(rules: RuleSet, age_band: str, sex: str | None, persons: int = 1) -> int:
    """How many residents a place must hold so that enough persons fit the card: so many times more when several are
    searched for together, since each of them is one among as many."""
    return max(rules.card_residents, math.ceil(rules.card_persons * persons / share_of(age_band, sex)))


def residents_needed_together(rules: RuleSet, ages: Sequence[str]) -> int:
    """Where households of several ages and of that size are not alone. Those of one band are couples, or residents
    of one establishment."""
    if len(set(ages)) < 2 or len(ages) > LARGEST_HOUSEHOLD:
        return rules.card_residents
    return int(rules.card_residents * 2 ** (1 + max(0, len(ages) - USUAL_HOUSEHOLD)))


def share_of(age_band: str, sex: str | None) -> float:
    """The part of the population that an age band (and sex, when shown) fits."""
    men, women = PYRAMID.get(age_band) or (
        sum(counts[0] for counts in PYRAMID.values()),
        sum(counts[1] for counts in PYRAMID.values()),
    )
    return {"male": men, "female": women}.get(sex or "", men + women) / RESIDENTS


def sectors(known: Mapping[str, Commune], needed: int) -> list[frozenset[str]]:
    """The territory cut into groups of communes of at least `needed` residents each, where that is possible.

    The smallest group joins its smallest neighbour (without one, the smallest group of all) until each is
    large enough: a cut, not circles around each commune, so that two cards never single a hamlet out.
    """
    groups = {code: frozenset({code}) for code in known}
    sizes = {code: max(0, known[code].population) for code in known}
    near = _borders(known)
    while len(groups) > 1:
        small = min(groups, key=lambda code: (sizes[code], code))
        if sizes[small] >= needed:
            break
        others = near[small] or set(groups) - {small}
        into = min(others, key=lambda code: (sizes[code], code))
        groups[into] |= groups.pop(small)
        sizes[into] += sizes.pop(small)
        moved = near.pop(small) - {into}
        near[into] = (near[into] | moved) - {small, into}
        for code in moved:
            near[code] = (near[code] - {small}) | {into}
    return list(groups.values())


def _borders(known: Mapping[str, Commune]) -> dict[str, set[str]]:
    """Who touches whom, made symmetric and kept within the territory."""
    near: dict[str, set[str]] = {code: set() for code in known}
    for commune in known.values():
        for other in commune.neighbours:
            if other in known and other != commune.code:
                near[commune.code].add(other)
                near[other].add(commune.code)
    return near
