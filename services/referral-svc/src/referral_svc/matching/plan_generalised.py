"""Generalised assignment: tasks that take more than one place (a family, a week of rounds) and budgets of hours.

Not a flow any more: a mixed-integer programme, solved by SciPy's HiGHS, which proves its optimum or says how far
it may still be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Table = Sequence[Sequence[float]]


class NoAssignment(ValueError):
    """The tasks do not fit into the budgets, whoever takes which."""


@dataclass(frozen=True)
class Generalised:
    """`agents[task]` is who takes it; `bound` what no assignment can beat."""

    agents: tuple[int, ...]
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the value may be from the best, as a part of it: 0 when proved."""
        return abs(self.value - self.bound) / max(abs(self.value), 1e-9)

    @property
    def proved(self) -> bool:
        return self.gap < 1e-6


def assign_generalised(
    costs: Table,
    uses: Table,
    budgets: Sequence[float],
    *,
    maximise: bool = False,
    seconds: float = 60.0,
) -> Generalised:
    """Each task to one agent within his budget, at the least cost (or for the greatest value).

    `costs[agent][task]` and `uses[agent][task]`, one row per agent; `uses` and `budgets` in the same unit (places,
    hours). Stops after `seconds` with the best found; raises `NoAssignment` when nothing fits.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    agents, tasks = len(budgets), len(costs[0])
    pairs = np.arange(agents * tasks)
    ones = np.ones(agents * tasks)
    once = csr_array((ones, (pairs % tasks, pairs)), shape=(tasks, agents * tasks))
    used = csr_array((np.array(uses, float).ravel(), (pairs // tasks, pairs)), shape=(agents, agents * tasks))
    price = np.array(costs, float).ravel() * (-1.0 if maximise else 1.0)
    found = milp(
        price,
        integrality=ones,
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(once, 1, 1), LinearConstraint(used, -np.inf, np.array(budgets, float))],
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise NoAssignment(found.message)
    taken = np.asarray(found.x).reshape(agents, tasks).argmax(axis=0)
    value = float(sum(costs[agent][task] for task, agent in enumerate(taken.tolist())))
    bound = float(found.mip_dual_bound) * (-1.0 if maximise else 1.0)
    return Generalised(tuple(taken.tolist()), value, bound)
