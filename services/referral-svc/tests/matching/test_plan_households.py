"""Households in the plan for a backlog: kept with one doctor where anybody can take all of them, and proved."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.plan import Assigned, Problem, apart_cost, cost_of, network
from referral_svc.matching.plan_households import best_plan, settle
from referral_svc.matching.plan_proof import lower_bound
from referral_svc.matching.plan_reasons import reasons
from referral_svc.matching.plan_ways import Request

from .build_practices import HERE, KM, practice
from .test_plan import WEIGHTS, looked_at, planned, request

HOME, OTHER_HOME = UUID(int=77), UUID(int=78)


def living(number: int, home: UUID = HOME, **changed: object) -> Request:
    return replace(request(number, **changed), household=home)


def said(requests, practices, **more) -> dict[int, list[str]]:
    """The codes of the reasons, by number of the request."""
    examined = looked_at(requests, practices, **more)
    found = reasons(DEFAULT_RULES, examined, best_plan(examined.problem))
    return {who.int - 1000: [one.code for one in why] for who, why in found.items()}


def test_a_household_goes_to_one_doctor_though_two_others_are_nearer():
    doctors = [practice(1, km=1, places_left=1), practice(2, km=1, places_left=1), practice(3, km=15)]
    assert planned([living(1), living(2)], doctors) == {1: 3, 2: 3}
    assert 3 not in planned([request(1), request(2)], doctors).values(), "strangers go nearer"


def test_a_household_whose_members_no_doctor_may_all_take_is_split_and_says_so():
    requests = [living(1), living(2, home_visit=True)]
    doctors = [practice(1, home_visits=True, max_age=None, places_left=0), practice(2, home_visits=False)]
    doctors += [practice(3, km=2, home_visits=True)]
    assert planned(requests, doctors) == {1: 3, 2: 3}
    alone = [doctors[1], replace(doctors[2], declined_kinds=frozenset(), min_age=None)]
    asked = [replace(requests[0], already_asked=frozenset({UUID(int=3)})), requests[1]]
    assert planned(asked, alone) == {1: 2, 2: 3}
    assert [codes[0] for codes in said(asked, alone).values()] == ["plan_household_no_doctor"] * 2


def test_a_household_for_whom_nobody_has_room_is_split_and_says_so():
    doctors = [practice(1, places_left=1), practice(2, places_left=1)]
    requests = [living(1), living(2)]
    assert sorted(planned(requests, doctors).values()) == [1, 2]
    assert said(requests, doctors)[1][0] == "plan_household_no_room"


def test_a_household_whose_doctors_are_taken_by_others_is_split_rather_than_left_waiting():
    doctors = [practice(1, home_visits=True, places_left=2), practice(2, places_left=1)]
    requests = [living(1), living(2), request(3, priority_class=1, home_visit=True)]
    plan = planned(requests, doctors)
    assert (plan[3], sorted([plan[1], plan[2]])) == (1, [1, 2])
    assert said(requests, doctors)[1][0] == "plan_household_places_taken"
    assert "household" not in said(requests, doctors)[3][0]


def test_nobody_waits_for_the_sake_of_a_household():
    """The couple could both go to the doctor of two places: then the third would wait."""
    doctors = [practice(1, home_visits=True, places_left=2), practice(2, places_left=1)]
    plan = planned([living(1), living(2), request(3, home_visit=True)], doctors)
    assert None not in plan.values()


def test_of_two_households_and_one_doctor_with_room_for_one_the_more_urgent_stays_whole():
    requests = [
        living(1),
        living(2),
        living(3, OTHER_HOME, priority_class=2),
        living(4, OTHER_HOME, priority_class=2),
    ]
    assert planned(requests, [practice(1, places_left=2)]) == {1: None, 2: None, 3: 1, 4: 1}
    assert said(requests, [practice(1, places_left=2)])[1] == ["plan_places_taken"], "all of it waits: not separated"


def test_a_household_of_which_one_alone_waits_is_nothing_special():
    examined = looked_at([living(1), request(2)], [practice(1)])
    assert examined.problem.households == examined.households == ()


def test_who_lives_together_goes_together_to_the_usual_doctor_of_one_of_them():
    doctors = [practice(1, km=1), practice(2, km=9)]
    requests = [living(1), living(2, usual_professional_id=UUID(int=2))]
    assert planned(requests, doctors) == {1: 2, 2: 2}


@pytest.mark.parametrize("code", ["no_doctor", "no_room", "places_taken"])
def test_every_reason_of_a_split_is_said_in_words(code):
    found = {
        "no_doctor": [living(1), replace(living(2), already_asked=frozenset({UUID(int=1)}))],
        "no_room": [living(1), living(2)],
        "places_taken": [living(1), living(2), request(3, priority_class=1)],
    }[code]
    practices = [practice(1, places_left=2 if code == "places_taken" else 1)]
    examined = looked_at(found, practices)
    first = reasons(DEFAULT_RULES, examined, best_plan(examined.problem))[UUID(int=1001)][0]
    assert first.code == f"plan_household_{code}"
    assert words_of(first).startswith("Foyer séparé\u00a0: ")


# ---- the optimum, proved


@st.composite
def homes(draw):
    """Few enough to try every plan: at most six persons and three doctors, of whom some live together."""
    dice = Random(draw(st.integers(0, 10**6)))
    doctors = [
        practice(
            n, km=dice.uniform(0, 25), capacity=dice.choice([None, 10, 40]), places_left=dice.choice([0, 1, 2, 3]),
            home_visits=dice.random() < 0.6, max_age=dice.choice([None, 60]),
        )
        for n in range(1, draw(st.integers(1, 3)) + 1)
    ]  # fmt: skip
    requests = [
        replace(
            request(
                n, priority_class=dice.randint(1, 5), waited_days=dice.uniform(0, 60), home_visit=dice.random() < 0.3,
                latitude=dice.choice([HERE[0], HERE[0] + 5 * KM]), age_years=dice.choice([(40, 69), (70, 79)]),
                usual_professional_id=dice.choice([None, None, dice.choice(doctors).professional_id]),
                already_asked=frozenset({dice.choice(doctors).professional_id} if dice.random() < 0.2 else ()),
            ),
            household=dice.choice([None, HOME, HOME, OTHER_HOME]),
        )
        for n in range(draw(st.integers(2, 6)))
    ]  # fmt: skip
    return requests, doctors


def every_plan(problem: Problem) -> Iterator[list[Assigned]]:
    persons = [(one, group) for group in problem.groups for one in group.waiting]
    for ways in product(*((None, *group.ways) for _, group in persons)):
        rows = [Assigned(one, way) for (one, _), way in zip(persons, ways, strict=True)]
        given_to = [row.doctor for row in rows]
        if all(given_to.count(number) <= seat.places for number, seat in enumerate(problem.seats)):
            yield rows


@settings(max_examples=60)
@given(homes())
def test_no_plan_of_all_there_are_costs_less_than_ours(territory):
    problem = looked_at(*territory).problem
    plan = best_plan(problem)
    assert plan.cost == min(cost_of(problem, rows) for rows in every_plan(problem))
    assert plan.cost >= lower_bound(network(problem)), "each for himself is never dearer"


@settings(max_examples=40)
@given(homes())
def test_households_change_nothing_of_who_could_be_placed(territory):
    """As many persons find a doctor, whatever it costs to keep households whole."""
    requests, doctors = territory
    strangers = [replace(one, household=None) for one in requests]
    placed = [[row.doctor is not None for row in best_plan(looked_at(all_, doctors).problem).rows]
              for all_ in (requests, strangers)]  # fmt: skip
    assert sum(placed[0]) == sum(placed[1])


def test_a_large_backlog_with_households_is_proved_too():
    dice = Random(5)
    doctors = [practice(n, km=dice.uniform(0, 18), capacity=dice.randint(10, 80), places_left=dice.randint(0, 9))
               for n in range(1, 41)]  # fmt: skip
    requests = [
        replace(
            request(n, priority_class=dice.randint(1, 5), waited_days=dice.uniform(0, 90),
                    latitude=HERE[0] + dice.randint(0, 12) * KM, home_visit=dice.random() < 0.2),
            household=UUID(int=n // 2) if n < 60 else None,
        )
        for n in range(240)
    ]  # fmt: skip
    problem = looked_at(requests, doctors).problem
    plan = best_plan(problem)
    # Costs are whole metres: less than a metre above a bound is the optimum.
    assert plan.cost < settle(problem).bound + 1
    assert best_plan(problem) == plan


def test_being_apart_weighs_more_than_the_last_ring_and_less_than_one_person_waiting():
    assert DEFAULT_RULES.rings_km[-1] < WEIGHTS.household_km < WEIGHTS.waiting_km
    assert apart_cost(WEIGHTS) == 500_000


def test_a_search_that_was_stopped_still_plans_everybody_and_says_by_how_much_it_may_be_beaten():
    requests = [replace(request(n, latitude=HERE[0] + n * KM), household=HOME) for n in (1, 2)]
    problem = looked_at(requests, [practice(1, km=3, places_left=1), practice(2, km=6), practice(3, km=9)]).problem
    best, stopped = best_plan(problem), best_plan(problem, patience=0.0)
    assert best.unproved == 0
    assert all(row.way for row in stopped.rows)
    assert stopped.cost - best.cost <= stopped.unproved
    assert stopped.unproved > 0
