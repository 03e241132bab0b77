"""What the rules between the duties of one person say, in dates: the properties of rotas ask the same modules."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from scheduling_svc.rostering.breaches import breaches_of
from scheduling_svc.rostering.problem import Day, Limits, Person, Problem, RuleKind
from scheduling_svc.rostering.solve import rota_for

FIRST = date(2026, 11, 28)


def after(days):
    return FIRST + timedelta(days=days)


def broken(limits, *days, standing=()):
    person = Person(UUID(int=1), standing=frozenset(standing))
    return [rule.kind for rule in breaches_of(person, days, limits)]


@pytest.mark.parametrize(("days", "rules"), [(6, [RuleKind.REST]), (7, []), (8, [])])
def test_rest_is_the_days_from_one_duty_to_the_next(days, rules):
    assert broken(Limits(rest_days=7), FIRST, after(days)) == rules
    assert broken(Limits(rest_days=7), after(days), standing=[FIRST]) == rules


@pytest.mark.parametrize(("days", "rules"), [(13, [RuleKind.MOST]), (14, []), (15, [])])
def test_a_span_of_fourteen_days_ends_before_the_same_weekday_two_weeks_later(days, rules):
    assert broken(Limits(most=1, within_days=14), FIRST, after(days)) == rules
    assert broken(Limits(most=1, within_days=14), after(days), standing=[FIRST]) == rules


def test_nobody_is_on_duty_where_he_is_on_duty_elsewhere_that_day():
    assert broken(Limits(), FIRST, standing=[FIRST]) == [RuleKind.REST]
    there, free = Person(UUID(int=1), standing=frozenset({FIRST})), Person(UUID(int=2), burden=90)
    assert rota_for(Problem((Day(FIRST),), (there, free))).rota == {FIRST: frozenset({free.person_id})}
    (rest, seats) = rota_for(Problem((Day(FIRST),), (there,))).conflict
    assert (rest.kind, seats.kind) == (RuleKind.REST, RuleKind.SEATS)


def test_the_coordinators_hand_comes_before_the_ledger_and_the_ledger_before_wishes():
    tired, fresh = Person(UUID(int=1), burden=90, wanted=frozenset({FIRST})), Person(UUID(int=2))
    for pinned, chosen in ((frozenset(), fresh), (frozenset({tired.person_id}), tired)):
        problem = Problem((Day(FIRST, pinned=pinned),), (tired, fresh))
        assert rota_for(problem).rota == {FIRST: frozenset({chosen.person_id})}
