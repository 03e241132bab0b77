"""R19: somebody who holds the whole population and sees a card finds the person again no better than by chance.

The attacker of these tests knows the commune, age band, sex and household of each of the 67,000 invented residents of
the demonstration's territory, and the rules by which a card is made. Households are drawn by how many they are, and
who lives with whom: one in three is a person alone, one in thirty with children has a grandparent too.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from referral_svc.matching import card as cards
from referral_svc.matching.card import PYRAMID, Card, CardFacts, Starts, card_for
from referral_svc.matching.default_rules import DEFAULT_RULES

from .test_k_anonymity import COMMUNES, NEEDS, RESIDENTS, SEEDS, population, seen

Household = tuple[str, ...]
"""Age bands of those who live together, sorted."""
Seen = tuple[Any, ...]
"""What is on a card, but for what the request asks."""

#: Households by persons, about a thousand of them.
SIZES = {1: 370, 2: 330, 3: 130, 4: 112, 5: 40, 6: 12, 7: 3, 8: 2, 9: 1}
GROWN_UP = cards.GROWN_UP
PARIS = ZoneInfo("Europe/Paris")
CHANCE_AND_ONE_PERCENT = 1 / 67_000 + 0.01


def drawn(dice: random.Random) -> Household:
    persons = dice.choices(list(SIZES), weights=list(SIZES.values()))[0]
    if persons == 1:
        return (dice.choices(GROWN_UP, weights=[25, 45, 15, 15])[0],)
    if persons == 2 and dice.random() < 0.8:
        one = dice.choices(range(4), weights=[25, 50, 15, 10])[0]
        other = one if dice.random() < 0.85 else min(3, max(0, one + dice.choice((-1, 1))))
        return tuple(sorted((GROWN_UP[one], GROWN_UP[other])))
    parent = dice.choice(("16-39", "40-69"))
    parents = [parent] * (2 if persons > 2 and dice.random() < 0.75 else 1)
    ages, weights = (
        (("0-1", "2-5", "6-15"), [25, 35, 40]) if parent == "16-39" else (("2-5", "6-15", "16-39"), [5, 70, 25])
    )
    children = dice.choices(ages, weights=weights, k=persons - len(parents))
    if dice.random() < 1 / 30:
        children[0] = dice.choice(("70-79", "80+"))
    return tuple(sorted((*parents, *children)))


def households(seed: int) -> list[tuple[str, Household]]:
    """Those of several persons, with their commune: 2.2 persons live in a dwelling."""
    dice = random.Random(seed)
    all_of_them = [(code, drawn(dice)) for code, residents in RESIDENTS.items() for _ in range(int(residents / 2.2))]
    return [(code, household) for code, household in all_of_them if len(household) > 1]


@cache
def card_of(commune: str, household: Household) -> Seen:
    shown = card_for(
        DEFAULT_RULES,
        CardFacts(
            medical_class=3,
            age_band=household[0],
            sex="unknown",
            commune_code=commune,
            need_codes=["find_medecin_traitant"],
            home_visit=False,
            ages=household,
        ),
        COMMUNES,
        "CPTS",
    )
    return shown.age_band, shown.ages, len(household), shown.place


def found_again(fitting: Counter[Seen]) -> float:
    """How often the attacker's best guess is right: one of those who fit, whichever."""
    return len(fitting) / sum(fitting.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_each_card_of_several_persons_fits_at_least_five_households(seed: int) -> None:
    fitting = Counter(card_of(*one) for one in households(seed))
    alone = {card: count for card, count in fitting.items() if count < DEFAULT_RULES.card_persons}
    assert not alone


def test_the_count_would_see_a_mix_of_ages_that_is_always_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a grandparent and an infant are alone on their card."""
    monkeypatch.setattr(cards, "RARER_THAN_CHANCE", 0)
    card_of.cache_clear()
    fitting = Counter(card_of(*one) for one in households(0))
    card_of.cache_clear()
    assert min(fitting.values()) < DEFAULT_RULES.card_persons


def test_an_attack_by_linkage_finds_a_person_no_better_than_by_chance_and_one_percent() -> None:
    for shows_sex in (False, True):
        alike: Counter[Seen] = Counter()
        for (commune, band, sex), count in population(0).items():
            alike[seen(commune, band, sex, shows_sex)] += count
        assert found_again(alike) <= CHANCE_AND_ONE_PERCENT


@pytest.mark.parametrize("seed", SEEDS)
def test_an_attack_by_linkage_finds_a_household_no_better_than_by_chance_and_one_percent(seed: int) -> None:
    assert found_again(Counter(card_of(*one) for one in households(seed))) <= CHANCE_AND_ONE_PERCENT


MORNING = Starts.at(datetime(2026, 11, 24, 9, tzinfo=UTC), PARIS)


@cache
def whole_card(commune: str, band: str, sex: str, asked: tuple[bool, bool, bool]) -> Card:
    home_visit, advice_first, starts = asked
    return card_for(
        DEFAULT_RULES,
        CardFacts(
            medical_class=2,
            age_band=band,
            sex=sex,
            commune_code=commune,
            need_codes=NEEDS[True],
            home_visit=home_visit,
            advice_first=advice_first,
            starts=MORNING if starts else None,
        ),
        COMMUNES,
        "CPTS",
    )


def test_what_is_asked_changes_nothing_of_whom_the_card_could_mean() -> None:
    """Day of start, home visit and advice first are the request's: put together with age, sex and place they narrow
    nobody down whom age, sex and place did not."""
    for commune, band, sex in product(RESIDENTS, PYRAMID, ("female", "male")):
        plain = whole_card(commune, band, sex, (False, False, False))
        for asked in product((False, True), repeat=3):
            shown = whole_card(commune, band, sex, asked)
            assert (shown.age_band, shown.sex, shown.place, shown.ages) == (
                plain.age_band,
                plain.sex,
                plain.place,
                plain.ages,
            )


@pytest.mark.parametrize("shows_sex", [False, True])
def test_the_distance_band_tells_no_more_than_the_place_does(shows_sex: bool) -> None:
    """It is counted from the commune that is named (`Place.code`): persons of one card are at one distance."""
    counted_from: dict[Seen, set[str | None]] = {}
    for commune, band, sex in product(RESIDENTS, PYRAMID, ("female", "male")):
        shown = seen(commune, band, sex, shows_sex)
        counted_from.setdefault(shown, set()).add(shown[2].code)
    for commune, household in households(0):
        shown_of_all = card_of(commune, household)
        counted_from.setdefault(shown_of_all, set()).add(shown_of_all[3].code)
    assert all(len(points) == 1 for points in counted_from.values())
