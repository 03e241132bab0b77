"""Rotas on small random problems, against every possible one; and larger ones in which a fair rota was hidden."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling_svc.rostering.breaches import breaches
from scheduling_svc.rostering.fairness import (
    duties,
    least_spread,
    least_unevenness,
    quota,
    spread,
    unevenness,
    wishes_missed,
)
from scheduling_svc.rostering.problem import Day, Limits, Person, Problem, RuleKind
from scheduling_svc.rostering.solve import rota_for

FIRST = date(2026, 11, 28)
SATURDAYS = [FIRST + timedelta(weeks=n) for n in range(5)]
BEFORE = [FIRST - timedelta(weeks=n) for n in (1, 2)]
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def days_among(dates):
    return st.frozensets(st.sampled_from(dates), max_size=2)


@st.composite
def problems(draw, most_days=4, most_persons=4):
    dates = SATURDAYS[: draw(st.integers(2, most_days))]
    persons = tuple(
        Person(
            UUID(int=number + 1),
            share=draw(st.sampled_from([50, 100])),
            skills=draw(st.sampled_from([frozenset(), frozenset({"paediatrics"})])),
            absent=draw(days_among(dates)), unavailable=draw(days_among(dates)),
            wanted=draw(days_among(dates)), unwanted=draw(days_among(dates)),
            standing=draw(days_among([*BEFORE, *dates[:1]])), burden=draw(st.integers(0, 6)) * 10,
        )
        for number in range(draw(st.integers(1, most_persons)))
    )  # fmt: skip
    days = tuple(
        Day(
            on, seats=draw(st.integers(1, 2)) if most_days < 4 else 1,
            skills=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"paediatrics"})])),
            pinned=draw(st.sampled_from([frozenset(), frozenset(), frozenset(), frozenset({UUID(int=1)})])),
        )
        for on in dates
    )  # fmt: skip
    apart = draw(st.sampled_from([frozenset(), frozenset({(dates[0], dates[-1])})]))
    limits = Limits(
        rest_days=draw(st.sampled_from([1, 8, 15])), most=draw(st.sampled_from([None, 1, 2])),
        within_days=draw(st.sampled_from([14, 28])), apart=apart,
    )  # fmt: skip
    return Problem(days, persons, limits)


def every_rota(problem):
    """All of them, without the solver: only who sits where is tried, the rules are asked after."""
    everybody = [one.person_id for one in problem.persons]
    choices = [[frozenset(chosen) for chosen in combinations(everybody, day.seats)] for day in problem.days]
    for chosen in product(*choices):
        yield dict(zip(problem.dates, chosen, strict=True))


def merit(problem, rota):
    return spread(problem, rota), unevenness(problem, rota), wishes_missed(problem, rota)


@few
@given(st.one_of(problems(4), problems(3)))
def test_a_rota_keeps_every_rule_and_no_other_is_fairer(problem):
    allowed = [rota for rota in every_rota(problem) if not breaches(problem, rota)]
    found = rota_for(problem)
    if not allowed:
        assert found.rota is None
        return
    assert breaches(problem, found.rota) == []
    assert found.is_fairest
    assert merit(problem, found.rota) == min(merit(problem, rota) for rota in allowed)


@few
@given(problems(3, 3))
def test_a_conflict_clashes_and_would_not_without_any_one_of_its_rules(problem):
    found = rota_for(problem)
    if found.rota is not None:
        assert found.conflict == ()
        return
    assert found.conflict
    assert set(found.conflict) <= set(problem.rules())
    tried = list(any_rota(problem))
    assert not any(keeps(problem, rota, found.conflict) for rota in tried)
    for left_out in found.conflict:
        others = set(found.conflict) - {left_out}
        assert any(keeps(problem, rota, others) for rota in tried)


def any_rota(problem):
    """Every choice of persons for every day, seats filled or not."""
    everybody = [one.person_id for one in problem.persons]
    subsets = [frozenset(some) for size in range(len(everybody) + 1) for some in combinations(everybody, size)]
    for chosen in product(subsets, repeat=len(problem.days)):
        yield dict(zip(problem.dates, chosen, strict=True))


def keeps(problem, rota, rules):
    return not set(breaches(problem, rota)) & set(rules)


TERMS = [pytest.param(seed, range(4, 9), range(12, 27), id=f"term {seed}") for seed in range(8)]
YEAR = pytest.param(2027, [12], [52], id="year of twelve doctors")


@pytest.mark.parametrize(("seed", "doctors", "saturdays"), [*TERMS, YEAR])
def test_a_term_or_a_year_in_which_a_fair_rota_exists_is_spread_by_one_saturday_at_most(seed, doctors, saturdays):
    """A fair rota is drawn first, then absences and wishes that leave it possible: the bound is known beforehand."""
    rng = random.Random(seed)
    people = [UUID(int=number + 1) for number in range(rng.choice(doctors))]
    dates = [FIRST + timedelta(weeks=n) for n in range(rng.choice(saturdays))]
    turns = [people[n % len(people)] for n in range(len(dates))]
    persons = tuple(
        Person(
            who,
            absent=frozenset(on for on, turn in zip(dates, turns, strict=True) if turn != who and rng.random() < 0.4),
            wanted=frozenset(rng.sample(dates, 2)), unwanted=frozenset(rng.sample(dates, 3)),
            burden=rng.randrange(0, 60, 10),
        )
        for who in people
    )  # fmt: skip
    problem = Problem(tuple(Day(on) for on in dates), persons, Limits(rest_days=14, most=3, within_days=60))
    found = rota_for(problem)
    print(f"{len(people)} doctors, {len(dates)} Saturdays: proved the fairest: {found.is_fairest}")
    assert breaches(problem, found.rota) == []
    assert spread(problem, found.rota) <= 1


@few
@given(problems(4))
def test_no_rota_is_evener_than_the_bounds_that_its_search_begins_with(problem):
    everywhere = [rota for rota in every_rota(problem) if not breaches(problem, rota)]
    for rota in everywhere:
        assert spread(problem, rota) >= least_spread(problem)
    closest = min((spread(problem, rota) for rota in everywhere), default=0)
    for rota in everywhere:
        if spread(problem, rota) <= closest:
            assert unevenness(problem, rota) >= least_unevenness(problem, closest)


@pytest.mark.parametrize("shares", [[100, 100, 100], [100, 50, 80, 100], [50, 30], [100]])
@pytest.mark.parametrize("seats", [1, 2, 5, 7, 12])
def test_the_bounds_are_reached_where_no_rule_stands_in_the_way(shares, seats):
    persons = tuple(Person(UUID(int=n + 1), share=share, burden=30 * n) for n, share in enumerate(shares))
    problem = Problem(tuple(Day(FIRST + timedelta(weeks=n)) for n in range(seats)), persons)
    found = rota_for(problem)
    assert found.is_fairest
    assert spread(problem, found.rota) == least_spread(problem)
    assert unevenness(problem, found.rota) == least_unevenness(problem, least_spread(problem))


def test_the_same_problem_told_in_another_order_gives_the_same_rota():
    persons = [Person(UUID(int=n + 1), burden=10 * (n % 3)) for n in range(5)]
    days = [Day(FIRST + timedelta(weeks=n)) for n in range(12)]
    told = rota_for(Problem(tuple(days), tuple(persons)))
    assert rota_for(Problem(tuple(reversed(days)), tuple(reversed(persons)))) == told


@pytest.mark.parametrize(("people", "weeks"), [(12, 52), (15, 52)])
def test_the_saturdays_of_a_year_are_proved_to_be_shared_as_fairly_as_can_be(people, weeks):
    rng = random.Random(people)
    dates = [FIRST + timedelta(weeks=n) for n in range(weeks)]
    persons = tuple(
        Person(
            UUID(int=number + 1),
            absent=frozenset(on for n, on in enumerate(dates) if n % people != number and rng.random() < 0.4),
            wanted=frozenset(rng.sample(dates, 2)), unwanted=frozenset(rng.sample(dates, 3)),
            burden=rng.randrange(0, 60, 10),
        )
        for number in range(people)
    )  # fmt: skip
    problem = Problem(tuple(Day(on) for on in dates), persons, Limits(rest_days=14, most=3, within_days=60))
    found = rota_for(problem)
    assert breaches(problem, found.rota) == []
    assert spread(problem, found.rota) == 1
    assert found.is_fairest


def test_the_saturday_more_goes_to_who_carried_least_in_the_year_before():
    persons = tuple(Person(UUID(int=n), burden=burden) for n, burden in ((1, 60), (2, 10), (3, 40)))
    problem = Problem(tuple(Day(on) for on in SATURDAYS[:4]), persons)
    assert list(duties(problem, rota_for(problem).rota).values()) == [1, 2, 1]


def test_a_newcomer_does_not_make_up_for_a_year_in_one_rota():
    persons = (Person(UUID(int=1), burden=120), Person(UUID(int=2), burden=120), Person(UUID(int=3)))
    problem = Problem(tuple(Day(on) for on in SATURDAYS[:3]), persons)
    assert list(duties(problem, rota_for(problem).rota).values()) == [1, 1, 1]


def test_half_a_share_is_half_of_the_duties():
    persons = (Person(UUID(int=1)), Person(UUID(int=2), share=50))
    problem = Problem(tuple(Day(FIRST + timedelta(weeks=n)) for n in range(6)), persons)
    rota = rota_for(problem).rota
    assert list(duties(problem, rota).values()) == [4, 2]
    assert [quota(problem, one) for one in problem.persons] == [4, 2]
    assert spread(problem, rota) == 0


def test_a_wish_says_which_day_and_never_how_many():
    eager = Person(UUID(int=1), wanted=frozenset(SATURDAYS))
    problem = Problem(
        tuple(Day(on) for on in SATURDAYS[:4]), (eager, Person(UUID(int=2), unwanted=frozenset(SATURDAYS[:2])))
    )
    rota = rota_for(problem).rota
    assert list(duties(problem, rota).values()) == [2, 2]
    assert [on for on, who in rota.items() if UUID(int=2) in who] == SATURDAYS[2:4]


def test_who_is_away_all_along_makes_the_rota_unfair_to_nobody():
    away = Person(UUID(int=9), absent=frozenset(SATURDAYS))
    problem = Problem(tuple(Day(on) for on in SATURDAYS[:4]), (Person(UUID(int=1)), Person(UUID(int=2)), away))
    assert spread(problem, rota_for(problem).rota) == 0


def test_a_rota_without_anybody_names_its_first_day():
    (rule,) = rota_for(Problem((Day(FIRST),), ())).conflict
    assert (rule.kind, rule.on) == (RuleKind.SEATS, FIRST)


def test_a_conflict_says_the_day_the_absences_and_the_rest_that_clash():
    persons = (
        Person(UUID(int=1), absent=frozenset({FIRST})),
        Person(UUID(int=2), unavailable=frozenset({FIRST, SATURDAYS[3]})),
        Person(UUID(int=3), standing=frozenset({BEFORE[0]})),
    )
    problem = Problem(tuple(Day(on) for on in SATURDAYS), persons, Limits(rest_days=14, most=4, within_days=28))
    named = [(rule.kind, rule.on, rule.person) for rule in rota_for(problem).conflict]
    assert named == [
        (RuleKind.ABSENT, None, UUID(int=1)), (RuleKind.REST, None, None), (RuleKind.SEATS, FIRST, None),
        (RuleKind.UNAVAILABLE, None, UUID(int=2)),
    ]  # fmt: skip
    rested = replace(problem, limits=replace(problem.limits, rest_days=7))
    assert rota_for(rested).rota is not None


@pytest.mark.parametrize(
    "limits", [Limits(most=1, within_days=14), Limits(apart=frozenset({(BEFORE[0], FIRST)}))], ids=["most", "apart"]
)
def test_a_conflict_names_no_rest_where_the_duties_that_stand_are_too_many_already(limits):
    """Found by the properties above: the day on which one of them stands elsewhere was bound by its rest alone."""
    persons = (Person(UUID(int=1), standing=frozenset({BEFORE[0], FIRST})),
               Person(UUID(int=2), standing=frozenset({BEFORE[0]})))  # fmt: skip
    conflict = rota_for(Problem((Day(FIRST),), persons, limits)).conflict
    assert {rule.kind for rule in conflict} == {RuleKind.SEATS, RuleKind.MOST if limits.most else RuleKind.APART}
