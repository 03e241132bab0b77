"""Why there is no rota: rules that cannot all be kept, none of which could be left out of the list.

CP-SAT names a set of switches that cannot all be on; it need not be the smallest, so each rule of it is left out in
turn and stays out when the others still clash.
"""

from __future__ import annotations

from collections.abc import Sequence

from scheduling_svc.rostering.constraints import Undecided, solver, variables
from scheduling_svc.rostering.problem import Problem, Rule, RuleKind

#: Tried first for being left out: what is said last is what a coordinator can least change.
_FIRST_OUT = (
    RuleKind.MOST, RuleKind.REST, RuleKind.APART, RuleKind.SKILL, RuleKind.PINNED, RuleKind.UNAVAILABLE,
    RuleKind.ABSENT, RuleKind.SEATS,
)  # fmt: skip


def conflict_of(problem: Problem) -> tuple[Rule, ...]:
    """Of a problem without a rota."""
    clashing = _clashing(problem, problem.rules())
    kept = sorted(clashing, key=lambda rule: (_FIRST_OUT.index(rule.kind), rule.order))
    for rule in tuple(kept):
        others = [one for one in kept if one != rule]
        if not can_be_kept(problem, others):
            kept = others
    return tuple(sorted(kept, key=lambda rule: rule.order))


def can_be_kept(problem: Problem, rules: Sequence[Rule]) -> bool:
    """Whether some rota keeps all of these rules, whatever the others say."""
    from ortools.sat.python import cp_model

    model = variables(problem)
    for rule in rules:
        model.keep(rule)
    status = solver().solve(model.cp)
    if status == cp_model.UNKNOWN:
        raise Undecided
    return bool(status != cp_model.INFEASIBLE)


def _clashing(problem: Problem, rules: Sequence[Rule]) -> list[Rule]:
    model = variables(problem)
    switches = {}
    for rule in rules:
        switch = model.cp.new_bool_var("")
        model.keep(rule, switch)
        switches[switch.index] = rule
        model.cp.add_assumption(switch)
    solving = solver()
    solving.solve(model.cp)
    named = [switches[index] for index in solving.sufficient_assumptions_for_infeasibility()]
    return named or list(rules)
