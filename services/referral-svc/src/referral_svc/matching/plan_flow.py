"""The exact plan: a minimum-cost flow, solved by OR-Tools.

Imported inside the function that needs it: OR-Tools and NumPy weigh tens of megabytes that an idle service must
not carry. Never in one process with `highspy` (undefined symbol, either order); SciPy's own HiGHS may be.
"""

from __future__ import annotations

from referral_svc.matching.plan import Assignment, Network, Problem, network, read


class PlanUnsolved(RuntimeError):
    """The solver found no optimum, though leaving everybody waiting is always a plan."""


def best_flow(problem: Problem) -> Assignment:
    """The cheapest of all plans in which each person goes for himself. The same problem gives the same plan."""
    return read(problem, flows(network(problem)))


def warm_up() -> None:
    """Loads the libraries, for a process that will be given a problem in a moment."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    del np, min_cost_flow


def flows(net: Network) -> list[int]:
    """How many persons go along each arc of the network, at the least cost."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.array(net.tails, np.int32),
        np.array(net.heads, np.int32),
        np.array(net.capacities, np.int64),
        np.array(net.costs, np.int64),
    )
    solver.set_nodes_supplies(np.arange(len(net.supplies), dtype=np.int32), np.array(net.supplies, np.int64))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise PlanUnsolved(str(status))
    found: list[int] = solver.flows(arcs).tolist()
    return found
