"""The exact rota, by OR-Tools CP-SAT: a rota or the proof that there is none, and the fairest of all.

Three questions one after the other, each within the best answers to the one before: the smallest spread, the evenest
ledger, the most wishes. So wishes say which days, never how many. One thread and one seed: the same problem always
gives the same rota. OR-Tools is imported by the function that needs it (tens of megabytes), never beside `highspy`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scheduling_svc.rostering.conflict import conflict_of
from scheduling_svc.rostering.constraints import Model, Undecided, solver, variables
from scheduling_svc.rostering.fairness import counted, price
from scheduling_svc.rostering.problem import Problem, Rota, Rule

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
    from ortools.sat.python import cp_model

    model = variables(problem)
    for rule in problem.rules():
        model.keep(rule)
    best: Rota | None = None
    is_fairest = True
    for aim in (_spread(model), _unevenness(model), _wishes(model)):
        model.cp.minimize(aim)
        solving = solver()
        status = solving.solve(model.cp)
        if best is None and status == cp_model.INFEASIBLE:
            return Found(None, conflict_of(problem))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            if best is None:
                raise Undecided
            return Found(best, is_fairest=False)
        is_fairest = is_fairest and status == cp_model.OPTIMAL
        best = model.read(solving)
        model.cp.add(aim <= round(solving.objective_value))
    return Found(best, is_fairest=is_fairest)


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
