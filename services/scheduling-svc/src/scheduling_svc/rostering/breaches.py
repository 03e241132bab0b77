"""Which rules a rota breaks: written without the solver, to check what it found and to judge what a hand changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from scheduling_svc.rostering.problem import (
    Day,
    Limits,
    Person,
    Problem,
    Rota,
    Rule,
    RuleKind,
    pairs_too_close,
    windows,
)


def breaches(problem: Problem, rota: Rota) -> list[Rule]:
    """Every rule broken, each said once; an empty list is a rota that may be published."""
    return sorted({rule for _, rule in broken_by(problem, rota)}, key=lambda rule: rule.order)


def broken_by(problem: Problem, rota: Rota) -> set[tuple[UUID | None, Rule]]:
    """Every rule broken, with who breaks it; nobody for a rule of a day. What a change adds, the change broke."""
    of_days = {(None, rule) for day in problem.days for rule in _broken_on(problem, day, rota)}
    of_persons = {
        (one.person_id, rule)
        for one in problem.persons
        for rule in breaches_of(one, [on for on, who in rota.items() if one.person_id in who], problem.limits)
    }
    return of_days | of_persons


def breaches_of(person: Person, days: Iterable[date], limits: Limits) -> Iterator[Rule]:
    """What these days would break for one person, together with the duties that stand."""
    here = frozenset(days)
    own = person.person_id
    if person.absent & here:
        yield Rule(RuleKind.ABSENT, person=own)
    if person.unavailable & here:
        yield Rule(RuleKind.UNAVAILABLE, person=own)
    everything = here | person.standing
    too_close = pairs_too_close(everything, limits.rest_days)
    if here & person.standing or any(here.intersection(pair) for pair in too_close):
        yield Rule(RuleKind.REST)
    if limits.most is not None:
        for window in windows(everything, limits.within_days):
            if here.intersection(window) and len(window) > limits.most:
                yield Rule(RuleKind.MOST)
    for first, second in limits.apart:
        if first in everything and second in everything and here.intersection((first, second)):
            yield Rule(RuleKind.APART, on=min(first, second), other_on=max(first, second))


def _broken_on(problem: Problem, day: Day, rota: Rota) -> Iterator[Rule]:
    on_duty = rota.get(day.on, frozenset())
    if len(on_duty) != day.seats:
        yield Rule(RuleKind.SEATS, on=day.on)
    held = frozenset().union(*(one.skills for one in problem.persons if one.person_id in on_duty))
    for skill in day.skills - held:
        yield Rule(RuleKind.SKILL, on=day.on, skill=skill)
    for person in day.pinned - on_duty:
        yield Rule(RuleKind.PINNED, on=day.on, person=person)
