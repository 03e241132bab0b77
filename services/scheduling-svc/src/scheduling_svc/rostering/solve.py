"""The exact rota, by OR-Tools CP-SAT: a rota or the proof that there is none, and the fairest of all.

Three questions one after the other, each within the best answers to the one before: the smallest spread, the evenest
ledger, the most wishes. So wishes say which days, never how many. One thread and one seed: the same problem always
gives the same rota. OR-Tools is imported by the function that needs it (tens of megabytes), never beside `highspy`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduling_svc.rostering.conflict import conflict_of
from scheduling_svc.rostering.constraints import Model, variables
from scheduling_svc.rostering.fairness import (
    counted,
    least_spread,
    least_unevenness,
    price,
    spread,
    unevenness,
    wishes_missed,
)
from scheduling_svc.rostering.problem import Problem, Rota, Rule
from scheduling_svc.rostering.search import Search

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True)
class Found:
    """`rota` keeps every rule, or is absent and `conflict` names rules that cannot be kept together: leave any one of
    them and the others can. `is_fairest`: proved, not only found."""

    rota: Rota | None
    conflict: tuple[Rule, ...] = ()
    is_fairest: bool = False


def warm_up() -> None:
    """Loads the library, for a process that will be given a problem in a moment."""
    from ortools.sat.python import cp_model

    del cp_model


def rota_for(problem: Problem) -> Found:
    """`Undecided` when the solver could neither find a rota nor prove that there is none."""
    model = variables(problem)
    for rule in problem.rules():
        model.keep(rule)
    search = Search(model)
    if not search.finds():
        return Found(None, conflict_of(problem))
    duty = sum(one.share for one in counted(problem))
    search.aims_at(
        _spread(model), lambda rota: int(spread(problem, rota) * duty), int(least_spread(problem) * duty), duty
    )
    evenest = least_unevenness(problem, spread(problem, search.rota))
    search.aims_at(_unevenness(model), lambda rota: unevenness(problem, rota), evenest)
    search.aims_at(_wishes(model), lambda rota: wishes_missed(problem, rota))
    return Found(search.rota, is_fairest=search.is_fairest)


def _spread(model: Model) -> cp_model.LinearExpr | Any:
    """`fairness.spread` times the sum of shares, so that it is a whole number."""
    problem = model.problem
    persons = counted(problem)
    total = sum(one.share for one in persons)
    bound = max(1, problem.seats * max(total, 100))
    lowest, highest = (model.cp.new_int_var(-bound, bound, name) for name in ("lowest", "highest"))
    for one in persons:
        above = model.duties(one) * total - problem.seats * one.share
        model.cp.add(above >= lowest)
        model.cp.add(above <= highest)
    return highest - lowest


def _unevenness(model: Model) -> cp_model.LinearExpr | Any:
    """A step for each duty of a person, each dearer than the last: they are taken in order by themselves."""
    problem = model.problem
    cost: Any = 0
    for one in problem.persons:
        steps = [model.cp.new_bool_var("") for _ in problem.days]
        model.cp.add(sum(steps) == model.duties(one))
        for dearer, cheaper in zip(steps[1:], steps, strict=False):
            model.cp.add_implication(dearer, cheaper)
        cost += sum(price(problem, one, n) * step for n, step in enumerate(steps, 1))
    return cost


def _wishes(model: Model) -> cp_model.LinearExpr | Any:
    return sum(
        ((on in one.unwanted) - (on in one.wanted)) * model.on_duty[one.person_id, on]
        for one in model.problem.persons
        for on in model.problem.dates
    )
