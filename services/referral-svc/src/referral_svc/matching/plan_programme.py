"""The mixed programme of a plan with households: columns, rows, its linear relaxation, and its proved optimum.

The relaxation of thousands of requests takes a second, its whole numbers minutes. But the prices of the relaxation
give each column a reduced cost, which is how much dearer than the bound any plan is that takes it. So the programme
is solved with those columns alone that a plan within two kilometres of the bound may take. When what is found lies
within that room, it is the optimum of the whole, since whatever was left out is dearer; else the room is widened.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from referral_svc.matching.plan import METRES, Network, Problem, apart_cost

#: How far above the bound a plan is first looked for, in km; then so many times as far, when there is none. The best
#: plan of 2,000 requests with 30 couples lies 1.1 to 1.5 km above it: with less room they are solved twice.
ROOM = 2.0
WIDER = 8.0
#: In km: beyond the rounding of the solver, so that nothing of a best plan is left out.
MARGIN = 0.002
#: In seconds: with hundreds of households the best plan found by then is taken, and said not to be proved.
PATIENCE = 5.0
#: What SciPy's `milp` calls a programme that took too long, and one without a solution.
STOPPED = 1
INFEASIBLE = 2


class ProgrammeUnsolved(RuntimeError):
    """The solver found no optimum, though leaving everybody waiting is always a plan."""


@dataclass(frozen=True)
class Choice:
    """One household as a whole: who takes it, None when all of it waits."""

    household: int
    doctor: int | None


@dataclass(frozen=True)
class Programme:
    """Columns: arcs of the network, then choices, then one per household that is apart. Rows: nodes of the network,
    whose persons leave by an arc or by a choice, then households. Costs in km: the solver's tolerances are meant for
    numbers of that size."""

    choices: tuple[Choice, ...]
    first_choice: int
    costs: Any
    matrix: Any
    balances: Any
    capacities: Any
    fixed_cost: float = 0.0
    """Of columns that were left out because they are full in every best plan."""


@dataclass(frozen=True)
class Relaxed:
    """`reduced`: per column; `bound`: no plan costs less. In km."""

    reduced: Any
    bound: float


@dataclass(frozen=True)
class Optimum:
    """`bound` in metres: no plan costs less. Not `proved` when the solver was stopped: a better one may be left."""

    taken: list[Choice]
    bound: float
    proved: bool


def optimum(full: Programme, patience: float = PATIENCE) -> Optimum:
    """`patience`: seconds after which the solver is stopped, each time that it is asked."""
    loose = relaxed(full)
    room = ROOM
    while True:
        found = _solved(narrowed(full, loose, room), patience)
        if found is None:
            room *= WIDER
        elif found.cost - loose.bound <= room + MARGIN or not found.proved:
            # What was left out costs at least the room more; a solver that was stopped early knows no bound yet.
            bound = max(loose.bound, min(found.bound, loose.bound + room))
            return Optimum(found.taken, bound * METRES, found.proved)
        else:
            # A plan at last: nothing dearer than it need be looked at.
            room = found.cost - loose.bound


def programme(problem: Problem, net: Network) -> Programme:
    import numpy as np

    choices, costs = _choices(problem)
    houses, arcs = len(problem.households), len(net.tails)
    capacities = np.ones(arcs + len(choices) + houses)
    capacities[:arcs] = net.capacities
    prices = np.array([*net.costs, *costs, *[apart_cost(problem.weights)] * houses], float) / METRES
    balances = np.array([*net.supplies, *[1] * houses], float)
    return Programme(choices, arcs, prices, _matrix(problem, net, choices), balances, capacities)


def relaxed(full: Programme) -> Relaxed:
    """The bound is counted from the prices alone: it holds whatever the solver's rounding."""
    import numpy as np
    from scipy.optimize import linprog

    limits = np.stack([np.zeros(len(full.costs)), full.capacities], axis=1)
    # There is nothing to simplify in a network: to look for it takes longer than to solve it.
    found = linprog(
        full.costs, A_eq=full.matrix, b_eq=full.balances, bounds=limits, method="highs-ds",
        options={"presolve": False},
    )  # fmt: skip
    if not found.success:
        raise ProgrammeUnsolved(found.message)
    prices = found.eqlin.marginals
    reduced = full.costs - full.matrix.T @ prices
    bound = full.balances @ prices + full.capacities @ np.minimum(reduced, 0)
    return Relaxed(reduced, float(bound))


def narrowed(full: Programme, loose: Relaxed, room: float) -> Programme:
    """Without the columns that every plan within so many km of the bound leaves empty, or fills."""
    import numpy as np

    room += MARGIN
    last = full.first_choice + len(full.choices)
    filled = loose.reduced < -room
    # A choice that is certain stays, to be told among those that are taken.
    filled[full.first_choice : last] = False
    kept = ~filled & (loose.reduced <= room)
    choices = tuple(one for one, keep in zip(full.choices, kept[full.first_choice : last], strict=True) if keep)
    taken = np.where(filled, full.capacities, 0.0)
    return Programme(
        choices=choices,
        first_choice=int(kept[: full.first_choice].sum()),
        costs=full.costs[kept],
        matrix=full.matrix[:, kept],
        balances=full.balances - full.matrix @ taken,
        capacities=full.capacities[kept],
        fixed_cost=float(full.costs @ taken),
    )


@dataclass(frozen=True)
class _Found:
    """In km."""

    taken: list[Choice]
    cost: float
    bound: float
    proved: bool


def _solved(small: Programme, patience: float) -> _Found | None:
    """None when these columns make no plan. Stopped before it found any: every household apart is always one."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    last = small.first_choice + len(small.choices)
    whole = np.zeros(len(small.costs))
    whole[small.first_choice : last] = 1
    found = milp(
        small.costs,
        integrality=whole,
        bounds=Bounds(0, small.capacities),
        constraints=LinearConstraint(small.matrix, small.balances, small.balances),
        # What there is to simplify was left out already: without it HiGHS needs a third of the time.
        options={"mip_rel_gap": 0.0, "time_limit": patience, "presolve": False},
    )
    if found.status == INFEASIBLE:
        return None
    if found.status == STOPPED and found.x is None:
        return _Found([], math.inf, -math.inf, proved=False)
    if found.x is None:
        raise ProgrammeUnsolved(found.message)
    taken = np.flatnonzero(found.x[small.first_choice : last] > 0.5).tolist()
    cost, bound = float(found.fun) + small.fixed_cost, float(found.mip_dual_bound) + small.fixed_cost
    return _Found([small.choices[n] for n in taken], cost, bound, found.success)


def _choices(problem: Problem) -> tuple[tuple[Choice, ...], list[int]]:
    """With what each costs in metres, but for the load."""
    choices: list[Choice] = []
    costs: list[int] = []
    for number, household in enumerate(problem.households):
        members = [problem.groups[index] for index in household.groups]
        choices.append(Choice(number, None))
        costs.append(sum(one.waiting[0].penalty for one in members))
        for doctor in household.doctors:
            choices.append(Choice(number, doctor))
            costs.append(sum(one.way_to(doctor).cost for one in members))
    return tuple(choices), costs


def _matrix(problem: Problem, net: Network, choices: tuple[Choice, ...]) -> Any:
    """Of each node, what leaves it less what comes; of each household, that it is whole in one way, or apart."""
    from scipy.sparse import csc_array

    arcs, nodes = len(net.tails), len(net.supplies)
    rows, columns = [*net.tails, *net.heads], [*range(arcs), *range(arcs)]
    values = [*[1.0] * arcs, *[-1.0] * arcs]
    for column, one in enumerate(choices, start=arcs):
        members = problem.households[one.household].groups
        # Its persons leave their nodes and come to his, or to the end.
        rows += [*(len(problem.seats) + index for index in members), nodes - 1 if one.doctor is None else one.doctor]
        rows.append(nodes + one.household)
        columns += [column] * (len(members) + 2)
        values += [*[1.0] * len(members), -float(len(members)), 1.0]
    houses = range(len(problem.households))
    rows += [nodes + number for number in houses]
    columns += [arcs + len(choices) + number for number in houses]
    values += [1.0] * len(houses)
    shape = (nodes + len(houses), arcs + len(choices) + len(houses))
    return csc_array((values, (rows, columns)), shape=shape)
