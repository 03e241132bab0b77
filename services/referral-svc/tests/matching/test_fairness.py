"""Fair share and its bound (rules of the profession, section 3)."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.fairness import WINDOW_DAYS, Load, fair_shares

BOUND = DEFAULT_RULES.bound


def load(key, **given):
    return Load(key, **{"capacity": 50.0, "working_time": 1.0, **given})


def test_equal_doctors_owe_each_other_nothing_when_they_took_the_same():
    shares = fair_shares([load("a", placements=4), load("b", placements=4)], BOUND)
    assert shares["a"].shortfall == shares["b"].shortfall == 0


def test_who_took_less_than_his_part_is_owed_the_difference():
    shares = fair_shares([load("a", placements=6), load("b", placements=0)], BOUND)
    assert (shares["a"].target, shares["a"].shortfall, shares["b"].shortfall) == (3, -3, 3)


def test_half_time_and_half_capacity_weigh_half():
    shares = fair_shares(
        [load("full", placements=6), load("half", working_time=0.5), load("small", capacity=25)], BOUND
    )
    assert (shares["full"].target, shares["half"].target, shares["small"].target) == (3.0, 1.5, 1.5)


def test_a_doctor_who_declared_nothing_weighs_like_the_average_of_the_others():
    shares = fair_shares([load("a", capacity=40), load("b", capacity=20), load("c", capacity=0)], BOUND)
    assert shares["c"].weight == 30


def test_nobody_declared_anything_and_the_shares_are_still_equal():
    shares = fair_shares([load("a", capacity=0, placements=2), load("b", capacity=0)], BOUND)
    assert shares["a"].target == shares["b"].target == 1


def test_everybody_is_away_and_nothing_divides_by_zero():
    shares = fair_shares([load("a", working_time=0, placements=3), load("b", working_time=0)], BOUND)
    assert shares["a"].target == 1.5


def test_a_newcomer_is_credited_what_the_others_took_and_starts_level():
    team = [load("a", placements=20), load("b", placements=20), load("new", present_days=0)]
    shares = fair_shares(team, BOUND)
    assert shares["new"].calibration == pytest.approx(20)
    assert shares["new"].shortfall == pytest.approx(0)


def test_a_newcomer_who_came_half_a_year_ago_is_owed_half_a_year():
    half = WINDOW_DAYS / 2
    shares = fair_shares([load("a", placements=20), load("new", present_days=round(half))], BOUND)
    assert 0 < shares["new"].shortfall < shares["a"].placements / 2


def test_a_team_that_began_together_six_weeks_ago_is_credited_nothing_for_the_year_before():
    shares = fair_shares([load("a", placements=5, present_days=42), load("b", placements=1, present_days=42)], BOUND)
    assert (shares["a"].calibration, shares["b"].calibration) == (0, 0)
    assert (shares["a"].target, shares["b"].shortfall) == (3, 2)


def test_a_return_from_leave_is_not_owed_the_weeks_away():
    present = load("a", placements=20)
    back = load("b", placements=10, absent_days=round(WINDOW_DAYS / 2))
    shares = fair_shares([present, back], BOUND)
    assert abs(shares["b"].shortfall) < 0.1
    assert shares["a"].shortfall == pytest.approx(-shares["b"].shortfall)


def test_shortfalls_always_add_up_to_nothing_owed():
    shares = fair_shares([load("a", placements=7), load("b", capacity=10, present_days=90), load("c")], BOUND)
    assert sum(share.shortfall for share in shares.values()) == pytest.approx(0)


def test_what_a_doctor_has_in_hand_counts_before_he_is_asked_again():
    shares = fair_shares([load("a", reserved=2, open_solicitations=2), load("b")], BOUND)
    assert shares["a"].above_bound
    assert not shares["b"].above_bound


teams = st.lists(st.tuples(st.integers(5, 100), st.sampled_from([0.4, 0.5, 0.8, 1.0])), min_size=2, max_size=12)


@settings(max_examples=80, deadline=None)
@given(teams, st.integers(0, 2**32), st.sampled_from(["fast", "random", "stubborn"]))
def test_after_each_acceptance_nobody_asked_in_turn_is_above_his_share_by_more_than_the_bound(team, seed, temper):
    """Several requests at once, answers in any order, and a person who always picks the same doctor if he can."""
    dice = Random(seed)
    loads = {n: load(n, capacity=float(capacity), working_time=part) for n, (capacity, part) in enumerate(team)}
    open_requests: list[list[int]] = []
    for _ in range(60):
        shares = fair_shares(loads.values(), BOUND)
        asked = [n for n in sorted(loads, key=lambda n: -shares[n].shortfall) if not shares[n].above_bound]
        asked = asked[: DEFAULT_RULES.wave_size]
        for n in asked:
            loads[n] = replace(loads[n], open_solicitations=loads[n].open_solicitations + 1)
        if asked:
            open_requests.append(asked)
        while open_requests and (len(open_requests) > 3 or not asked or dice.random() < 0.6):
            answered = open_requests.pop(dice.randrange(len(open_requests)))
            chosen = {"fast": min, "stubborn": max}.get(temper, dice.choice)(answered)
            for n in answered:
                loads[n] = replace(
                    loads[n],
                    open_solicitations=loads[n].open_solicitations - 1,
                    placements=loads[n].placements + (n == chosen),
                )
            excess = -fair_shares(loads.values(), BOUND)[chosen].shortfall
            assert excess <= BOUND + 1e-9
            if not open_requests:
                break


def test_the_bound_is_needed_and_this_suite_would_see_it_missing():
    """The planted fault: without the bound, one doctor whom everybody picks goes past it."""
    loads = {n: load(n) for n in range(3)}
    for _ in range(20):
        loads[0] = replace(loads[0], placements=loads[0].placements + 1)
    assert -fair_shares(loads.values(), BOUND)[0].shortfall > BOUND
