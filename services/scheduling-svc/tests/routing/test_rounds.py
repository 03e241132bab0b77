"""Rounds at home: no rule is ever broken, and on small days nobody drives much longer than she must."""

from __future__ import annotations

from functools import cache
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling_svc.routing.breaches import RoundRule, UnplacedReason, breaches, why_unplaced
from scheduling_svc.routing.distances import Travel
from scheduling_svc.routing.problem import Hours, Problem, Visit
from scheduling_svc.routing.search import rounds_for
from scheduling_svc.routing.timing import timetable, travel_of

COMMUNES = [f"9700{one}" for one in range(8)]
POINTS = {code: (45.80 + 0.05 * (one % 3), 4.50 + 0.07 * (one // 3)) for one, code in enumerate(COMMUNES)}
#: On a day of at most seven visits: as many placed as can be, and at most so much more travel than the least.
MOST_OVER_THE_LEAST = 1.05


def visit(number, **changed):
    said = {"commune": COMMUNES[number % 8], "minutes": 20, "begins_from": 480, "begins_by": 720, "profession": "60"}
    return Visit(UUID(int=number), **(said | changed))


def hours(number=1, **changed):
    said = {"begins": 480, "ends": 720, "most": 8, "profession": "60", "base": COMMUNES[0]}
    return Hours(UUID(int=1000 + number), **(said | changed))


def problem(visits, offered):
    return Problem(tuple(visits), tuple(offered), Travel(POINTS))


def kinds(asked, order):
    (one,) = asked.hours
    return {found.kind for found in breaches(asked, {one.key: tuple(visit.visit_id for visit in order)})}


@pytest.mark.parametrize(
    ("offered", "wanted", "rule"),
    [
        ({"profession": "50"}, {}, RoundRule.PROFESSION),
        ({}, {"skills": frozenset({"pcr"})}, RoundRule.SKILL),
        ({"communes": frozenset({COMMUNES[5]})}, {}, RoundRule.SECTOR),
        ({}, {"barred": frozenset({UUID(int=1001)})}, RoundRule.BARRED),
        ({"ends": 510}, {}, RoundRule.HOURS),
        ({"most": 0}, {}, RoundRule.MOST),
        ({}, {"begins_by": 481}, RoundRule.WINDOW),
        ({}, {"begins_from": 481, "begins_by": 481, "is_told": True}, RoundRule.TOLD),
        ({}, {"pinned": (UUID(int=1002), 480)}, RoundRule.PINNED),
        ({"busy": ((480, 719),)}, {"begins_by": 600}, RoundRule.WINDOW),
    ],
    ids=lambda one: one.value if isinstance(one, RoundRule) else "",
)
def test_each_rule_that_a_hand_breaks_is_named(offered, wanted, rule):
    one = visit(1, **wanted)
    assert rule in kinds(problem([one], [hours(**offered)]), [one])


@pytest.mark.parametrize(
    ("offered", "wanted", "reason"),
    [
        ([], {}, UnplacedReason.NOBODY),
        ([{"profession": "50"}], {}, UnplacedReason.PROFESSION),
        ([{}], {"skills": frozenset({"pcr"})}, UnplacedReason.SKILL),
        ([{"communes": frozenset({COMMUNES[5]})}], {}, UnplacedReason.SECTOR),
        ([{}], {"barred": frozenset({UUID(int=1000)})}, UnplacedReason.BARRED),
        ([{"begins": 800, "ends": 900}], {}, UnplacedReason.WINDOW),
        ([{"ends": 500}], {}, UnplacedReason.WINDOW),
        ([{"most": 0}], {}, UnplacedReason.NO_ROOM),
    ],
    ids=lambda one: one.value if isinstance(one, UnplacedReason) else "",
)
def test_a_visit_that_is_not_placed_says_why(offered, wanted, reason):
    one = visit(1, **wanted)
    asked = problem([one], [hours(number, **changed) for number, changed in enumerate(offered)])
    assert not any(rounds_for(asked).values())
    assert why_unplaced(asked, one) is reason


def test_what_was_told_stands_where_and_when_it_was_told():
    told = visit(7, begins_from=600, begins_by=600, is_told=True, pinned=hours().key)
    asked = problem([told, *(visit(number) for number in range(6))], [hours(), hours(2)])
    plan = rounds_for(asked)
    assert told.visit_id in plan[hours().key]
    stops = timetable(asked, hours(), plan[hours().key]).stops
    assert [stop.begins for stop in stops if stop.visit_id == told.visit_id] == [600]
    # Even where its nurse took her offer back: it is in nobody else's way.
    gone = problem([told], [hours(communes=frozenset({COMMUNES[0]}), most=0)])
    assert rounds_for(gone)[hours().key] == (told.visit_id,)


def test_a_pinned_visit_stays_with_its_nurse_and_the_rest_is_planned_around_it():
    pinned = visit(0, pinned=hours(2, base=COMMUNES[7]).key)
    plan = rounds_for(problem([pinned, visit(8)], [hours(), hours(2, base=COMMUNES[7])]))
    assert pinned.visit_id in plan[hours(2).key]


def test_times_are_as_early_as_they_may_be_and_go_around_what_she_does_already():
    far, near = visit(1, begins_from=540), visit(0)
    asked = problem([far, near], [hours(busy=((480, 500),))])
    first, second = timetable(asked, asked.hours[0], (near.visit_id, far.visit_id)).stops
    assert (first.begins, first.travel, second.begins) == (500, 5, 540)


WINDOWS = [(480, 720), (480, 540), (600, 660), (540, 600)]
SKILLS = [frozenset(), frozenset(), frozenset({"pcr"})]


@st.composite
def days(draw, most_visits):
    visits = [
        visit(
            number, commune=draw(st.sampled_from(COMMUNES)), minutes=draw(st.sampled_from([10, 20, 40])),
            skills=draw(st.sampled_from(SKILLS)),
            **dict(zip(("begins_from", "begins_by"), draw(st.sampled_from(WINDOWS)), strict=True)),
        )
        for number in range(draw(st.integers(1, most_visits)))
    ]  # fmt: skip
    offered = [
        hours(
            number, base=draw(st.sampled_from(COMMUNES)), most=draw(st.integers(1, 8)),
            skills=draw(st.sampled_from(SKILLS)), ends=draw(st.sampled_from([600, 720])),
            communes=frozenset(draw(st.lists(st.sampled_from(COMMUNES), max_size=6))),
        )
        for number in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    return problem(visits, offered)


CHECKED = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@CHECKED
@given(days(most_visits=14))
def test_no_rule_is_ever_broken_and_nobody_is_visited_twice(asked):
    plan = rounds_for(asked)
    placed = [one for order in plan.values() for one in order]
    assert len(placed) == len(set(placed))
    assert breaches(asked, plan) == set()
    assert rounds_for(Problem(asked.visits[::-1], asked.hours[::-1], asked.travel)) == plan


@CHECKED
@given(days(most_visits=7))
def test_a_small_day_is_nearly_as_good_as_any(asked):
    plan = rounds_for(asked)
    placed, travel = least(asked)
    assert sum(map(len, plan.values())) == placed
    assert travel_of(asked, plan) <= travel * MOST_OVER_THE_LEAST


def least(asked):
    """Most visits, then least travel, by trying every order of every subset."""
    everybody = frozenset(one.visit_id for one in asked.visits)
    best = [{} for _ in asked.hours]
    for subsets, offered in zip(best, asked.hours, strict=True):
        for order, travel in _orders(asked, offered, (), everybody):
            subsets[frozenset(order)] = min(travel, subsets.get(frozenset(order), travel))

    @cache
    def rest(place, left):
        if place == len(best):
            return 0, 0
        tried = [(subset, *rest(place + 1, left - subset)) for subset in best[place] if subset <= left]
        return min((missing - len(subset), more + best[place][subset]) for subset, missing, more in tried)

    placed, travel = rest(0, everybody)
    return -placed, travel


def _orders(asked, offered, order, left):
    if not breaches(asked, {offered.key: order}):
        yield order, timetable(asked, offered, order).travel
        for one in sorted(left):
            yield from _orders(asked, offered, (*order, one), left - {one})
