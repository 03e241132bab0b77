"""The plan for a backlog: only ways that meet every condition, who waits, who is asked, and the same plan again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_svc.matching.default_rules import DEFAULT_DATA, DEFAULT_RULES
from referral_svc.matching.fairness import Load
from referral_svc.matching.plan import cost_of, load_cost, network, penalty
from referral_svc.matching.plan_backlog import doctors_of
from referral_svc.matching.plan_figures import spread, spread_after, spread_before
from referral_svc.matching.plan_flow import flows
from referral_svc.matching.plan_households import best_plan
from referral_svc.matching.plan_proof import lower_bound
from referral_svc.matching.plan_reasons import reasons
from referral_svc.matching.plan_ways import Request, examine
from referral_svc.matching.rule_parts import PlanWeights, RulesInvalid
from referral_svc.matching.rules import rules_from

from .build_practices import HERE, KM, practice, search

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WEIGHTS = DEFAULT_RULES.plan


def request(number, *, priority_class=5, waited_days=0.0, **changed):
    given = {name: changed.pop(name) for name in ("wishes", "already_asked") if name in changed}
    return Request(UUID(int=1000 + number), search(**changed), priority_class, waited_days, **given)


def looked_at(requests, practices, loads=(), compared=(), rules=DEFAULT_RULES):
    return examine(
        rules, requests, practices, {load.key: load for load in loads}, compared, now=NOW, today=TODAY
    )  # fmt: skip


def planned(requests, practices, **more):
    """{number of the request: number of the doctor, None when he waits}."""
    examined = looked_at(requests, practices, **more)
    doctors = [one.professional_id.int for one in examined.practices]
    return {
        row.referral_id.int - 1000: None if row.doctor is None else doctors[row.doctor]
        for row in best_plan(examined.problem).rows
    }


@pytest.mark.parametrize(
    ("changed", "condition"),
    [
        ({"is_member": False}, "not_a_member"),
        ({"profession_code": "60"}, "another_profession"),
        ({"is_general_practitioner": False}, "another_profession"),
        ({"declined_kinds": frozenset({"medecin_traitant"})}, "kind_declined"),
        ({"accepts_new_patients": False}, "takes_no_new_patient"),
        ({"min_age": 75}, "below_his_ages"),
        ({"paused_until": datetime(2026, 12, 24, tzinfo=UTC)}, "paused"),
        ({"absences": ((TODAY, TODAY),)}, "absent"),
        ({"places_left": 2, "reserved": 2}, "no_place_left"),
        ({"weekly_cap": 0}, "weekly_cap_reached"),
        ({"km": 20.5}, "out_of_ring"),
    ],
)
def test_whoever_does_not_meet_a_hard_condition_is_planned_for_nobody_and_the_condition_is_counted(
    changed, condition
):
    examined = looked_at([request(1)], [practice(1, **changed)])
    assert planned([request(1)], [practice(1, **changed)]) == {1: None}
    assert dict(examined.excluded[UUID(int=1001)]) == {condition: 1}
    found = reasons(DEFAULT_RULES, examined, best_plan(examined.problem))[UUID(int=1001)]
    assert [one.code for one in found] == ["plan_nobody", "plan_excluded"]


def test_whoever_was_already_asked_for_a_request_is_not_planned_for_it_again():
    asked = frozenset({UUID(int=1)})
    assert planned([request(1, already_asked=asked), request(2)], [practice(1)]) == {1: None, 2: 1}


def test_a_sealed_condition_excludes_for_those_who_ask_it_alone():
    compared = [{}, {UUID(int=1): (frozenset({"sex_required"}), 0)}]
    assert planned([request(1, wishes=1), request(2, wishes=0)], [practice(1)], compared=compared) == {1: None, 2: 1}


def test_nobody_is_given_more_than_his_places():
    plan = planned([request(n) for n in range(5)], [practice(1, places_left=4, reserved=1)])
    assert sorted(map(str, plan.values())) == ["1", "1", "1", "None", "None"]


def test_an_open_question_may_still_take_a_place():
    load = Load(UUID(int=1), 40, 1.0, open_solicitations=2)
    plan = planned([request(n) for n in range(3)], [practice(1, places_left=4)], loads=[load])
    assert list(plan.values()).count(1) == 2


def test_nobody_is_asked_more_than_his_weekly_caps_allow_over_the_weeks_of_the_plan():
    plan = planned([request(n) for n in range(20)], [practice(1, weekly_cap=3, asked_this_week=3)])
    assert list(plan.values()).count(1) == 3 * WEIGHTS.weeks - 3


def test_when_places_are_short_the_most_urgent_are_placed():
    requests = [request(n, priority_class=n) for n in (1, 2, 3, 4, 5)]
    assert planned(requests, [practice(1, places_left=2)]) == {1: 1, 2: 1, 3: None, 4: None, 5: None}


def test_of_one_class_who_waited_longest_is_placed():
    requests = [request(n, waited_days=float(n)) for n in (1, 2, 3)]
    assert planned(requests, [practice(1, places_left=1)]) == {1: None, 2: None, 3: 1}


def test_a_wait_of_years_weighs_no_more_than_four_targets():
    assert penalty(WEIGHTS, 5, 9000, 30) == penalty(WEIGHTS, 5, 90, 30) == 4 * penalty(WEIGHTS, 5, 0, 30)


def test_a_person_moves_over_so_that_another_is_placed():
    """Greedily the first would go to the nearer doctor, who alone makes home visits for the second."""
    requests = [request(1), request(2, home_visit=True)]
    doctors = [practice(1, km=1, places_left=1, home_visits=True), practice(2, km=9, places_left=1)]
    assert planned(requests, doctors) == {1: 2, 2: 1}


def test_the_usual_doctor_comes_first_even_beyond_the_last_ring():
    doctors = [practice(1, km=1), practice(2, km=25)]
    assert planned([request(1, usual_professional_id=UUID(int=2))], doctors) == {1: 2}


def test_among_equals_the_nearest_is_asked():
    assert planned([request(1)], [practice(1, km=3), practice(2, km=1)]) == {1: 2}


def test_a_soft_wish_decides_between_neighbours():
    compared = [{UUID(int=1): (frozenset(), 1)}]
    assert planned([request(1)], [practice(1, km=2), practice(2, km=1)], compared=compared) == {1: 1}


def test_what_is_medical_decides_who_waits_and_never_who_is_asked():
    doctors = [practice(n, km=n, places_left=1) for n in (1, 2)]
    for one, two in ((1, 5), (5, 1)):
        plan = planned([request(1, medical_class=one), request(2, medical_class=two)], doctors)
        assert plan == {1: 1, 2: 2}


def test_persons_are_spread_by_declared_capacity_though_one_doctor_is_nearer():
    requests = [request(n) for n in range(12)]
    doctors = [practice(1, km=1, capacity=40), practice(2, km=4, capacity=80)]
    plan = list(planned(requests, doctors).values())
    assert (plan.count(1), plan.count(2)) == (5, 7)


def test_who_took_more_than_his_share_is_given_less():
    requests = [request(n) for n in range(6)]
    loads = [Load(UUID(int=1), 40, 1.0, placements=9), Load(UUID(int=2), 40, 1.0, placements=3)]
    assert set(planned(requests, [practice(1), practice(2)], loads=loads).values()) == {2}


def test_a_plan_leaves_load_spread_better_than_it_found_it():
    requests = [request(n) for n in range(30)]
    practices = [practice(n, km=n / 2) for n in range(1, 9)]
    loads = [Load(UUID(int=n), 40, 1.0, placements=n) for n in range(1, 9)]
    examined = looked_at(requests, practices, loads)
    plan = best_plan(examined.problem)
    doctors = doctors_of(examined)
    sent_to = [doctors[row.doctor].professional_id for row in plan.rows if row.doctor is not None]
    before, after = spread_before(doctors), spread_after(doctors, sent_to)
    assert after.gini < before.gini / 2
    assert after.max_over_mean < before.max_over_mean


def test_the_order_in_which_they_come_changes_nothing():
    requests = [request(n, latitude=HERE[0] + n % 7 * KM, waited_days=float(n % 5)) for n in range(60)]
    practices = [practice(n, km=n % 9, places_left=5) for n in range(1, 11)]
    first = planned(requests, practices)
    for seed in range(3):
        Random(seed).shuffle(requests)
        Random(seed + 9).shuffle(practices)
        assert planned(requests, practices) == first


def test_every_reason_of_a_plan_is_said():
    examined = looked_at([request(1), request(2, usual_professional_id=UUID(int=1))], [practice(1, places_left=1)])
    found = reasons(DEFAULT_RULES, examined, best_plan(examined.problem))
    assert [one.code for one in found[UUID(int=1001)]] == ["plan_places_taken"]
    assert [one.code for one in found[UUID(int=1002)]] == ["usual_doctor", "plan_share", "distance_under_2"]


def test_nobody_waiting_is_a_plan_too():
    assert planned([], [practice(1)]) == {}
    assert planned([request(1)], []) == {1: None}


def test_spread_is_even_when_each_carries_by_his_weight_and_worst_when_one_carries_all():
    even = spread([(2.0, 20.0), (4.0, 40.0)])
    assert (even.max_over_mean, even.gini) == pytest.approx((1.0, 0.0))
    alone = spread([(6.0, 1.0), (0.0, 1.0), (0.0, 1.0)])
    assert (alone.max_over_mean, alone.gini) == pytest.approx((3.0, 2 / 3))
    assert spread([(0.0, 1.0)]).gini == 0.0


def test_weights_that_could_not_be_applied_are_refused():
    for wrong in ({"class_weights": [1, 2]}, {"waiting_km": 0}, {"weeks": 0}, {"load_km": -1}):
        weights = {"class_weights": [16, 8, 4, 2, 1], **wrong}
        with pytest.raises(RulesInvalid):
            rules_from({**DEFAULT_DATA, "plan": weights})
    with pytest.raises(RulesInvalid):
        rules_from({**DEFAULT_DATA, "plan": {"class_weights": [1, 1, 1, 1, 1], "unknown": 1}})
    assert rules_from({**DEFAULT_DATA, "plan": {"class_weights": [5, 4, 3, 2, 1]}}).plan.class_weights[0] == 5
    assert rules_from(DEFAULT_DATA).plan == PlanWeights()


# ---- the optimum, proved


@st.composite
def territories(draw):
    dice = Random(draw(st.integers(0, 10**6)))
    doctors = [
        practice(
            n, km=dice.uniform(0, 25), capacity=dice.choice([None, 10, 40, 80]),
            places_left=dice.choice([None, 0, 1, 2, 5]), home_visits=dice.random() < 0.5,
            asked_this_week=dice.randint(0, 3), max_age=dice.choice([None, 60]),
        )
        for n in range(1, draw(st.integers(1, 12)) + 1)
    ]  # fmt: skip
    loads = [Load(one.professional_id, float(one.capacity or 0), 1.0, dice.randint(0, 9)) for one in doctors]
    requests = [
        request(
            n, priority_class=dice.randint(1, 5), waited_days=dice.uniform(0, 60), home_visit=dice.random() < 0.3,
            latitude=dice.choice([None, HERE[0], HERE[0] + 5 * KM, HERE[0] + 15 * KM]),
            age_years=dice.choice([None, (40, 69), (70, 79)]),
            usual_professional_id=dice.choice([None, None, dice.choice(doctors).professional_id]),
            already_asked=frozenset({dice.choice(doctors).professional_id} if dice.random() < 0.2 else ()),
        )
        for n in range(draw(st.integers(0, 40)))
    ]  # fmt: skip
    return requests, doctors, loads


@settings(max_examples=60)
@given(territories())
def test_no_plan_costs_less_than_ours(territory):
    requests, doctors, loads = territory
    problem = looked_at(requests, doctors, loads).problem
    plan = best_plan(problem)
    assert plan.cost == lower_bound(network(problem)), "the linear relaxation proves it"
    assert [row.referral_id for row in plan.rows] == sorted(one.referral_id for one in requests)
    assert cost_of(problem, plan.rows) == plan.cost


@settings(max_examples=60)
@given(territories())
def test_a_planned_doctor_meets_every_condition_and_keeps_to_his_places(territory):
    requests, doctors, loads = territory
    examined = looked_at(requests, doctors, loads)
    given_to = [row.doctor for row in best_plan(examined.problem).rows]
    for number, seat in enumerate(examined.problem.seats):
        assert given_to.count(number) <= seat.places
    wanted = {one.referral_id: one for one in requests}
    for row in best_plan(examined.problem).rows:
        if row.way:
            alone = looked_at([wanted[row.referral_id]], [examined.practices[row.way.doctor]])
            assert alone.problem.groups[0].ways, "he could be planned for this person alone"


@settings(max_examples=40)
@given(territories())
def test_the_same_backlog_gives_the_same_plan(territory):
    problem = looked_at(*territory).problem
    assert best_plan(problem) == best_plan(problem)


def test_a_large_backlog_is_proved_too():
    dice = Random(3)
    doctors = [practice(n, km=dice.uniform(0, 18), capacity=dice.randint(10, 80)) for n in range(1, 81)]
    requests = [
        request(n, priority_class=dice.randint(1, 5), waited_days=dice.uniform(0, 90),
                latitude=HERE[0] + dice.randint(0, 12) * KM, home_visit=False)
        for n in range(600)
    ]  # fmt: skip
    problem = looked_at(requests, doctors).problem
    assert best_plan(problem).cost == lower_bound(network(problem))


def test_a_bound_is_no_proof_of_a_worse_plan():
    """The check sees a fault: one person sent to the farther doctor costs more than the bound."""
    problem = looked_at([request(1)], [practice(1, km=1), practice(2, km=9)]).problem
    plan = best_plan(problem)
    farther = problem.groups[0].ways[1]
    assert cost_of(problem, [replace(plan.rows[0], way=farther)]) > lower_bound(network(problem))


def test_a_doctor_costs_more_with_each_person():
    problem = looked_at([request(n) for n in range(9)], [practice(1)]).problem
    costs = [load_cost(WEIGHTS, problem.seats[0], k, problem.bound) for k in range(1, 40)]
    assert costs == sorted(costs)
    assert sum(flows(network(problem))[:9]) == 0
