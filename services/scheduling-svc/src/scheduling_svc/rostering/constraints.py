"""The rules as constraints, each under a switch of its own or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from scheduling_svc.rostering.problem import Person, Problem, Rota, Rule, RuleKind, pairs_too_close, windows

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

#: The solver's own measure of work, about seconds, which unlike seconds is the same on every machine.
WORK = 4.0


class Undecided(RuntimeError):
    """Neither a rota nor a proof that there is none, within the work that one question may take."""


@dataclass
class Model:
    """`on_duty`: one variable for each person and day."""

    problem: Problem
    cp: cp_model.CpModel
    on_duty: dict[tuple[UUID, date], Any]
    days: dict[date, int] = field(init=False)

    def __post_init__(self) -> None:
        self.days = {day.on: day.seats for day in self.problem.days}

    def duties(self, person: Person) -> Any:
        return sum(self.on_duty[person.person_id, on] for on in self.days)

    def keep(self, rule: Rule, switch: Any = None) -> None:
        """The rule holds; with a switch, whenever it is on."""
        for bound in self._bounds(rule):
            held = self.cp.add(bound)
            if switch is not None:
                held.only_enforce_if(switch)

    def read(self, solving: cp_model.CpSolver) -> Rota:
        return {
            on: frozenset(
                one.person_id for one in self.problem.persons if solving.value(self.on_duty[one.person_id, on])
            )
            for on in self.days
        }

    def _bounds(self, rule: Rule) -> Iterator[Any]:
        match rule.kind:
            case RuleKind.SEATS | RuleKind.SKILL | RuleKind.PINNED:
                yield self._of_day(rule)
            case RuleKind.ABSENT | RuleKind.UNAVAILABLE:
                (one,) = (one for one in self.problem.persons if one.person_id == rule.person)
                for on in (one.absent if rule.kind is RuleKind.ABSENT else one.unavailable) & self.days.keys():
                    yield self.on_duty[one.person_id, on] == 0
            case RuleKind.REST:
                for one in self.problem.persons:
                    for on in one.standing & self.days.keys():
                        yield self.on_duty[one.person_id, on] == 0
                    for pair in pairs_too_close(self._every_day(one), self.problem.limits.rest_days):
                        yield from self._at_most(one, pair, 1)
            case RuleKind.MOST:
                for one in self.problem.persons:
                    for window in windows(self._every_day(one), self.problem.limits.within_days):
                        yield from self._at_most(one, window, self.problem.limits.most or 0)
            case RuleKind.APART:
                for one in self.problem.persons:
                    days = tuple(on for on in (rule.on, rule.other_on) if on and on in self._every_day(one))
                    yield from self._at_most(one, days, 1)

    def _of_day(self, rule: Rule) -> Any:
        (day,) = (day for day in self.problem.days if day.on == rule.on)
        if rule.kind is RuleKind.PINNED:
            # Nobody of this rota: no person can be him, and the rule cannot be kept.
            chosen = [one for one in self.problem.persons if one.person_id == rule.person]
        else:
            chosen = [one for one in self.problem.persons if rule.kind is RuleKind.SEATS or rule.skill in one.skills]
        present = sum([self.on_duty[one.person_id, day.on] for one in chosen], self._nobody())
        return present == day.seats if rule.kind is RuleKind.SEATS else present >= 1

    def _nobody(self) -> Any:
        """A sum of no variable is a plain number, which no constraint can be made of."""
        return 0 * self.cp.new_constant(0)

    def _every_day(self, person: Person) -> frozenset[date]:
        return frozenset(self.days) | person.standing

    def _at_most(self, person: Person, days: tuple[date, ...], most: int) -> Iterator[Any]:
        """Of these days; those that stand already count. What stands alone binds nobody, but on its own days."""
        stands = person.standing.intersection(days)
        here = [self.on_duty[person.person_id, on] for on in days if on not in stands]
        if here and len(here) + len(stands) > most:
            yield sum(here) <= max(0, most - len(stands))
        if len(stands) > most:
            for on in sorted(stands & self.days.keys()):
                yield self.on_duty[person.person_id, on] == 0


def variables(problem: Problem) -> Model:
    """Persons and days without any rule."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    on_duty = {
        (one.person_id, on): model.new_bool_var(f"{one.person_id} {on}")
        for one in problem.persons
        for on in problem.dates
    }
    return Model(problem, model, on_duty)


def solver() -> cp_model.CpSolver:
    from ortools.sat.python import cp_model

    made = cp_model.CpSolver()
    made.parameters.num_workers = 1
    made.parameters.random_seed = 1
    made.parameters.max_deterministic_time = WORK
    return made
