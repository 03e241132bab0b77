"""R19 on the synthetic population: every card names at least 1,000 residents and fits at least five persons.

Each of the 67,000 residents of the demonstration's territory, which nobody inhabits, is drawn with an age band and a
sex from the national pyramid, then holds the card that a request of his would show. Counted on those drawn, not on an
expectation: the cards of all who could be meant by one card are looked for among all.
"""

import random
from collections import Counter
from functools import cache

import pytest

from local_system.demo.outlines import own_communes
from referral_svc.matching.card import PYRAMID, SEX_MATTERS, CardFacts, Commune, Place, card_for
from referral_svc.matching.default_rules import DEFAULT_RULES

COMMUNES = [Commune(c.code, c.name, c.population, c.neighbours) for c in own_communes()]
RESIDENTS = {c.code: c.population for c in COMMUNES}
NEEDS = {True: sorted(SEX_MATTERS), False: ["find_medecin_traitant"]}
SEEDS = range(3)

Seen = tuple[str, str | None, Place]
"""What is on a card of the person herself: age band, sex when shown, place."""


@cache
def seen(commune: str, band: str, sex: str, shows_sex: bool) -> Seen:
    card = card_for(
        DEFAULT_RULES,
        CardFacts(
            medical_class=3,
            age_band=band,
            sex=sex,
            commune_code=commune,
            need_codes=NEEDS[shows_sex],
            home_visit=False,
        ),
        COMMUNES,
        "CPTS",
    )
    return card.age_band, card.sex, card.place


def population(seed: int) -> Counter[tuple[str, str, str]]:
    """Residents by commune, age band and sex."""
    dice = random.Random(seed)
    kinds = [(band, sex) for band in PYRAMID for sex in ("male", "female")]
    weights = [count for counts in PYRAMID.values() for count in counts]
    return Counter(
        (code, *drawn)
        for code, residents in RESIDENTS.items()
        for drawn in dice.choices(kinds, weights=weights, k=residents)
    )


def alike(people: Counter[tuple[str, str, str]], shows_sex: bool) -> Counter[Seen]:
    """How many residents could be meant by each card that one of them would have."""
    fitting: Counter[Seen] = Counter()
    for (commune, band, sex), count in people.items():
        fitting[seen(commune, band, sex, shows_sex)] += count
    return fitting


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shows_sex", [False, True])
def test_each_card_fits_at_least_five_of_the_residents(seed: int, shows_sex: bool) -> None:
    people = population(seed)
    assert sum(people.values()) == 67_000
    fitting = alike(people, shows_sex)
    assert min(fitting.values()) >= DEFAULT_RULES.card_persons
    assert sum(fitting.values()) == 67_000, "everybody has a card"


@pytest.mark.parametrize("shows_sex", [False, True])
@pytest.mark.parametrize("band", [*PYRAMID, "unknown"])
def test_each_place_named_holds_a_thousand_residents(band: str, shows_sex: bool) -> None:
    for sex in ("male", "female"):
        held: Counter[Place] = Counter()
        for commune, residents in RESIDENTS.items():
            held[seen(commune, band, sex, shows_sex)[2]] += residents
        assert min(held.values()) >= DEFAULT_RULES.card_residents


def test_small_communes_are_widened_and_large_ones_are_not() -> None:
    small = [code for code, residents in RESIDENTS.items() if residents < DEFAULT_RULES.card_residents]
    assert len(small) > 3, "the territory has communes to widen"
    assert {seen(code, "80+", "female", False)[2].kind for code in small} == {"sector"}
    largest = max(RESIDENTS, key=lambda code: RESIDENTS[code])
    assert seen(largest, "80+", "female", False)[2].code == largest, "and is named by its own name"


def test_the_count_would_see_cards_that_name_the_commune_itself() -> None:
    """The planted fault: without widening, somebody is alone on his card."""
    bare: Counter[tuple[str, str, str]] = population(0)
    assert min(bare.values()) < DEFAULT_RULES.card_persons
