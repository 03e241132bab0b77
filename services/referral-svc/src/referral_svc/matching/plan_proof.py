"""The proof that a plan is the best one: the bound of its linear relaxation, by SciPy's HiGHS.

Any prices of the nodes give a bound below which no plan can cost, whatever the solver's rounding: the prices that
HiGHS found are rounded to whole metres and the bound is counted again in exact integers. A plan that costs as
much as the bound is proved the cheapest.
"""

from __future__ import annotations

from referral_svc.matching.plan import Network


def lower_bound(net: Network) -> int:
    """No flow through this network costs less, in metres."""
    prices = node_prices(net)
    bound = sum(supply * price for supply, price in zip(net.supplies, prices, strict=True))
    for tail, head, capacity, cost in zip(net.tails, net.heads, net.capacities, net.costs, strict=True):
        bound += capacity * min(0, cost - prices[tail] + prices[head])
    return bound


def node_prices(net: Network) -> list[int]:
    """The dual values of the nodes' balances, in whole metres."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csc_array

    arcs = len(net.tails)
    if arcs == 0:
        return [0] * len(net.supplies)
    ends = np.concatenate([np.array(net.tails), np.array(net.heads)])
    columns = np.tile(np.arange(arcs), 2)
    signs = np.repeat([1.0, -1.0], arcs)
    balance = csc_array((signs, (ends, columns)), shape=(len(net.supplies), arcs))
    limits = np.stack([np.zeros(arcs), np.array(net.capacities, float)], axis=1)
    found = linprog(np.array(net.costs, float), A_eq=balance, b_eq=net.supplies, bounds=limits, method="highs-ds")
    if not found.success:
        raise ArithmeticError(found.message)
    return [round(price) for price in found.eqlin.marginals]
