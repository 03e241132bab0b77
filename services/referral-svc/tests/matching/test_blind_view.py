"""The blind view (rules of the profession, section 3): cover, nationality and language move nothing.

Paired cases: the same person twice, with another cover, nationality or (not imperative) language.
"""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral_svc.matching import card as cards
from referral_svc.matching.card import CardFacts, Commune, card_for, place_for, residents_needed, sectors, share_of
from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.looking import Inputs
from referral_svc.matching.ordering import select
from referral_svc.matching.priority import medical_class
from referral_svc.matching.rule_parts import CRITERIA
from referral_svc.matching.waves import answer_hours

from .build_practices import practice, search

SOCIAL = frozenset({"c2s", "ame", "no_open_rights", "isolation", "homelessness"})
TOWN = Commune("99001", "Bourg", 12_000, ("99002", "99003"))
HAMLET = Commune("99002", "Hameau", 80, ("99001", "99003"))
VILLAGE = Commune("99003", "Village", 950, ("99002",))
TERRITORY = (TOWN, HAMLET, VILLAGE)
BANDS = [*cards.PYRAMID, "unknown"]


def blind(criteria, age_band, needs, commune, home_visit, seed):
    number = medical_class(DEFAULT_RULES, criteria)
    card = card_for(
        DEFAULT_RULES,
        CardFacts(
            medical_class=number,
            age_band=age_band,
            sex="female",
            commune_code=commune,
            need_codes=needs,
            home_visit=home_visit,
        ),
        TERRITORY,
        "CPTS",
    )
    doctors = [practice(n, km=n, home_visits=n % 2 == 0) for n in range(1, 15)]
    asked = search(medical_class=number, home_visit=home_visit)
    inputs = Inputs(asked, doctors, {}, datetime(2026, 3, 2, tzinfo=UTC), date(2026, 3, 2))
    chosen = select(DEFAULT_RULES, inputs, seed)
    hours = answer_hours(DEFAULT_RULES, number, usual_doctor_alone=chosen.usual_doctor_alone)
    ordered = [ranked.practice.professional_id for ranked in chosen.candidates]
    return json.dumps(card.as_data()).encode(), chosen.wave, ordered, hours


@given(
    criteria=st.frozensets(st.sampled_from(sorted(CRITERIA - SOCIAL))),
    cover=st.frozensets(st.sampled_from(sorted(SOCIAL))),
    other_cover=st.frozensets(st.sampled_from(sorted(SOCIAL))),
    age_band=st.sampled_from(BANDS),
    needs=st.sets(st.sampled_from(["find_medecin_traitant", "pregnancy_follow_up"]), min_size=1),
    commune=st.sampled_from(["99001", "99002", "99003", None, "97999"]),
    home_visit=st.booleans(),
)
def test_two_requests_that_differ_only_in_cover_give_the_same_card_doctors_order_and_delay(
    criteria, cover, other_cover, age_band, needs, commune, home_visit
):
    one, other = (
        blind(criteria | social, age_band, needs, commune, home_visit, "seed") for social in (cover, other_cover)
    )
    assert one == other


def test_the_paired_test_would_see_a_leak():
    """The planted fault: were cover medical, the pair would differ."""
    leaky = blind(frozenset({"ald"}), "40-69", {"find_medecin_traitant"}, "99001", False, "seed")
    assert leaky != blind(frozenset(), "40-69", {"find_medecin_traitant"}, "99001", False, "seed")


def test_a_hamlet_is_never_named_and_shares_its_sector_with_its_neighbours():
    places = {
        commune.code: place_for(DEFAULT_RULES, commune.code, TERRITORY, "CPTS", "80+", None) for commune in TERRITORY
    }
    assert places["99002"] == places["99003"] == cards.Place("sector", "Village")
    assert places["99001"] == cards.Place("commune", "Bourg")


def test_a_person_without_a_commune_of_the_territory_is_placed_in_the_territory():
    assert place_for(DEFAULT_RULES, None, TERRITORY, "CPTS", "80+", None) == cards.Place("territory", "CPTS")
    assert place_for(DEFAULT_RULES, "97999", TERRITORY, "CPTS", "80+", None).kind == "territory"


def test_a_territory_that_is_too_small_shows_only_its_name():
    assert place_for(DEFAULT_RULES, "99002", [HAMLET, VILLAGE], "CPTS", "0-1", None) == cards.Place(
        "sector", "Village"
    )
    assert place_for(DEFAULT_RULES, "99002", [HAMLET], "CPTS", "0-1", None) == cards.Place("territory", "CPTS")


communes = st.lists(st.integers(0, 3000), min_size=1, max_size=12).map(
    lambda sizes: {
        f"{n:05}": Commune(f"{n:05}", f"C{n}", size, tuple(f"{m:05}" for m in (n - 1, n + 1, n * 2)))
        for n, size in enumerate(sizes)
    }
)


@given(communes, st.sampled_from(BANDS), st.sampled_from([None, "female", "male"]))
def test_every_place_shown_holds_a_thousand_residents_and_five_who_fit_the_card(known, age_band, sex):
    needed = residents_needed(DEFAULT_RULES, age_band, sex)
    groups = sectors(known, needed)
    assert sorted(code for group in groups for code in group) == sorted(known), "a cut, not overlapping circles"
    for code in known:
        shown = place_for(DEFAULT_RULES, code, known.values(), "CPTS", age_band, sex)
        if shown.kind == "territory":
            assert sum(commune.population for commune in known.values()) < needed
            continue
        alike = [
            other
            for other in known.values()
            if place_for(DEFAULT_RULES, other.code, known.values(), "CPTS", age_band, sex) == shown
        ]
        residents = sum(commune.population for commune in alike)
        assert residents >= 1000
        assert residents * share_of(age_band, sex) >= 5


@pytest.mark.parametrize(
    ("number", "word"), [(1, "urgent"), (2, "soon"), (3, "normal"), (4, "normal"), (5, "normal")]
)
def test_the_urgency_word_says_no_more_than_the_medical_class(number, word):
    card = card_for(
        DEFAULT_RULES,
        CardFacts(
            medical_class=number,
            age_band="40-69",
            sex="male",
            commune_code="99001",
            need_codes=["find_medecin_traitant"],
            home_visit=True,
        ),
        TERRITORY,
        "CPTS",
    )
    assert (card.urgency, card.sex, card.constraints) == (word, None, ("home_visit",))


def test_the_sex_is_shown_only_where_the_need_asks_for_it():
    shown = card_for(
        DEFAULT_RULES,
        CardFacts(
            medical_class=2,
            age_band="16-39",
            sex="female",
            commune_code="99001",
            need_codes=["pregnancy_follow_up"],
            home_visit=False,
        ),
        TERRITORY,
        "CPTS",
    )
    assert shown.sex == "female"


def test_the_pyramid_adds_up_to_the_census():
    total = sum(men + women for men, women in cards.PYRAMID.values())
    assert abs(total - cards.RESIDENTS) <= 10, "the census counts are weighted and rounded"
