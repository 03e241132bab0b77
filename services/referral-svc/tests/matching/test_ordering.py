"""The order in which doctors are asked, and its reasons (rules of the profession, section 3)."""

from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.fairness import Load
from referral_svc.matching.looking import Inputs
from referral_svc.matching.ordering import select

from .build_practices import practice, search

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def selection(practices, asked=None, loads=(), seed="seed", **given):
    given = {"now": NOW, "today": TODAY, **given}
    inputs = Inputs(asked or search(), practices, {load.key: load for load in loads}, **given)
    return select(DEFAULT_RULES, inputs, seed)


def order(practices, *args, **given):
    return [ranked.practice.professional_id.int for ranked in selection(practices, *args, **given).candidates]


def taken(number, placements, **given):
    return Load(UUID(int=number), 40.0, 1.0, placements=placements, **given)


def reasons(practices, number, *args, **given):
    ranked = next(
        r for r in selection(practices, *args, **given).candidates if r.practice.professional_id.int == number
    )
    return {reason.code: reason for reason in ranked.reasons}


def test_each_excluded_professional_is_listed_with_the_condition():
    chosen = selection(
        [practice(1), practice(2, is_member=False), practice(3, asked_this_week=3), practice(4, km=30)]
    )
    assert {(e.practice.professional_id.int, e.reason.code) for e in chosen.excluded} == {
        (2, "not_a_member"), (3, "weekly_cap_reached"), (4, "out_of_ring"),
    }  # fmt: skip
    assert chosen.wave == (UUID(int=1),)


def test_nobody_is_both_candidate_and_excluded_and_nobody_is_forgotten():
    everybody = [practice(n, km=n, asked_this_week=n % 4) for n in range(1, 40)]
    chosen = selection(everybody)
    ids = [r.practice.professional_id for r in chosen.candidates] + [
        e.practice.professional_id for e in chosen.excluded
    ]
    assert sorted(ids) == sorted(p.professional_id for p in everybody)


def test_the_usual_doctor_comes_first_alone_and_from_beyond_the_ring():
    asked = search(usual_professional_id=UUID(int=9))
    chosen = selection([practice(1), practice(9, km=18)], asked, [taken(9, 30), taken(1, 0)])
    assert chosen.wave == (UUID(int=9),)
    assert chosen.usual_doctor_alone
    assert chosen.candidates[0].usual_doctor


def test_a_usual_doctor_who_cannot_be_asked_leaves_the_place_to_the_wave():
    asked = search(usual_professional_id=UUID(int=9))
    chosen = selection([practice(1), practice(9, already_asked=True)], asked)
    assert chosen.wave == (UUID(int=1),)
    assert not chosen.usual_doctor_alone


def test_who_is_owed_most_comes_before_who_is_nearest():
    assert order([practice(1, km=1), practice(2, km=4)], loads=[taken(1, 6), taken(2, 0)]) == [2, 1]


def test_between_equal_shares_the_nearest_band_comes_first():
    assert order([practice(1, km=4), practice(2, km=1)]) == [2, 1]


def test_a_difference_within_one_step_of_share_does_not_beat_distance():
    others = [practice(n, km=1) for n in range(3, 40)]
    ranks = order([practice(1, km=4), practice(2, km=1), *others], loads=[taken(40, 1)])
    assert ranks[-1] == 1


def test_a_soft_wish_decides_between_equals_only():
    assert order([practice(1), practice(2, wishes_met=1)]) == [2, 1]
    assert order([practice(1, km=1), practice(2, km=4, wishes_met=1)]) == [1, 2]


def test_the_draw_decides_last_and_changes_with_the_seed():
    doctors = [practice(n) for n in range(1, 8)]
    draws = {tuple(order(doctors, seed=str(seed))) for seed in range(20)}
    assert len(draws) > 10


@settings(max_examples=50)
@given(st.integers(0, 2**32))
def test_a_replay_with_the_same_seed_gives_the_same_order_whatever_order_it_reads_in(shuffle):
    doctors = [practice(n, km=n % 5 + 0.5) for n in range(1, 12)]
    mixed = doctors.copy()
    Random(shuffle).shuffle(mixed)
    assert order(mixed) == order(doctors)


def test_who_is_at_the_bound_waits_his_turn():
    loads = [taken(1, 0, reserved=4), taken(2, 0), taken(3, 0)]
    chosen = selection([practice(1), practice(2), practice(3)], loads=loads)
    assert UUID(int=1) not in chosen.wave
    assert chosen.candidates[-1].practice.professional_id.int == 1
    assert "at_the_bound" in {reason.code for reason in chosen.candidates[-1].reasons}


def test_a_sole_eligible_doctor_is_asked_even_at_the_bound_and_it_is_said():
    chosen = selection([practice(1)], loads=[taken(1, 0, reserved=9)])
    assert chosen.wave == (UUID(int=1),)
    assert "sole_eligible" in {reason.code for reason in chosen.candidates[0].reasons}


def test_reasons_carry_the_numbers_that_made_them():
    found = reasons([practice(1), practice(2)], 1, loads=[taken(1, 6), taken(2, 2)])
    assert found["above_fair_share"].kind == "attention"
    assert found["above_fair_share"].values == {"placements": 6, "average": 4.0, "target": 4.0, "months": 12}
    assert reasons([practice(1), practice(2)], 2, loads=[taken(1, 6), taken(2, 2)])["below_fair_share"].kind == "for"


@pytest.mark.parametrize(
    ("offered", "code", "kind"),
    [
        ({"is_member": False, "is_volunteer": True}, "volunteer", "attention"),
        ({"accepts_new_patients": None}, "offer_not_stated", "attention"),
        ({"places_left": 1}, "places_left", "attention"),
        ({"places_left": 6}, "places_left", "for"),
        ({"asked_this_week": 2}, "asked_this_week", "attention"),
        ({"reachable": False}, "no_mail_address", "attention"),
        ({"wishes_met": 1}, "wish_met", "for"),
        ({"points": ()}, "distance_unknown", "attention"),
        ({"km": 3}, "distance_2_to_5", "for"),
    ],
)
def test_what_was_declared_is_said_for_or_to_watch(offered, code, kind):
    assert reasons([practice(1, **offered), practice(2)], 1)[code].kind == kind


def test_a_doctor_over_his_cap_this_week_still_counts_in_the_others_share():
    loads = [taken(1, 10), taken(2, 0)]
    chosen = selection([practice(1, asked_this_week=3), practice(2)], loads=loads)
    assert chosen.candidates[0].share.target == 5.0
