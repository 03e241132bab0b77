"""P7 and P7d of the promises: the plan for a backlog is the best there is, and how long it takes.

P7: the cost of our plan ÷ the bound that SciPy's HiGHS proves for the same network; our wall (network built, solved
and read) ÷ OR-Tools alone on the same arcs, in turn, five rounds. P7d: 2,000 requests and 300 doctors, from the HTTP
request over a real PostgreSQL to the stored plan, without and with couples. Then the generalised assignment on the
instances of the literature (`SHARED_DIR`), each with its proof or its gap.

    python services/referral-svc/tests/bench/bench_plan.py
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from ortools.graph.python import min_cost_flow

from carekit.clock import MovableClock
from carekit.testing import Migrations
from carekit.testing.keys import Keys, write_keys
from carekit.testing.servers import embedded_server

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "matching"))

from backlog import NOW, couples, headers, seed, settings, territory
from gap_instances import instances

from referral_svc.main import create_app
from referral_svc.matching.plan import Network, network
from referral_svc.matching.plan_generalised import assign_generalised
from referral_svc.matching.plan_households import best_plan
from referral_svc.matching.plan_proof import lower_bound

ROUNDS = 5
SIZES = [(1_000, 200), (2_000, 300), (5_000, 1_000)]
REQUESTS, DOCTORS, COUPLES = 2_000, 300, 30
SECONDS = 60.0
ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("SHARED_DIR") or ROOT.parent / "shared")
INI = Path(__file__).parents[2] / "alembic.ini"


def run() -> Iterator[str]:
    busy = os.getloadavg()[0]
    yield exactness()
    yield asyncio.run(from_the_database())
    yield generalised()
    yield f"{os.cpu_count()} cores; load average {busy:.1f} before the first round."


def exactness() -> str:
    lines = [
        "## P7 The plan: cost ÷ LP optimum, wall ÷ OR-Tools on the same arcs",
        "",
        "| requests × doctors | arcs | cost ÷ bound (target 1.0000) | ours, ms | OR-Tools, ms | **ratio** (hold 3, "
        "target 1.5) | proof, s |",
        "|---|---|---|---|---|---|---|",
    ]
    for requests, doctors in SIZES:
        problem = territory(requests, doctors).problem
        net = network(problem)
        plan = best_plan(problem)
        alone = _or_tools(net)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(_milliseconds(lambda problem=problem: best_plan(problem)))
            theirs.append(_milliseconds(alone))
        started = time.perf_counter()
        bound = lower_bound(net)
        proof = time.perf_counter() - started
        assert plan.cost == bound, f"{plan.cost} is not proved: the bound is {bound}"
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        lines.append(
            f"| {requests:,} × {doctors:,} | {len(net.tails):,} | {plan.cost / bound:.4f} | {_spread(ours, '.0f')} | "
            f"{_spread(theirs, '.0f')} | {_spread(ratios, '.2f')} | {proof:.1f} |"
        )
    return "\n".join(
        [*lines, "", "Median (lowest to highest) of five rounds in turn; every plan proved optimal.", ""]
    )


def _or_tools(net: Network) -> Callable[[], None]:
    """OR-Tools as anybody would call it, the columns of these arcs being ready."""
    tails, heads = np.array(net.tails, np.int32), np.array(net.heads, np.int32)
    capacities, costs = np.array(net.capacities, np.int64), np.array(net.costs, np.int64)
    nodes, supplies = np.arange(len(net.supplies), dtype=np.int32), np.array(net.supplies, np.int64)

    def solve() -> None:
        solver = min_cost_flow.SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
        solver.set_nodes_supplies(nodes, supplies)
        assert solver.solve() == solver.OPTIMAL
        assert len(solver.flows(arcs)) == len(net.tails)

    return solve


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


async def from_the_database() -> str:
    server = embedded_server()
    try:
        url = await server.database(Migrations("referral", alembic_ini=INI))
        with tempfile.TemporaryDirectory() as folder:
            keys = write_keys(Path(folder))
            app = create_app(settings(url, keys), MovableClock(NOW))
            transport = httpx.ASGITransport(app=app)
            started = app.router.lifespan_context(app)
            async with (
                started,
                httpx.AsyncClient(transport=transport, base_url="http://referral.bench", timeout=120) as http,
            ):
                await seed(app, http, keys, REQUESTS, DOCTORS)
                apart = await _plans(http, keys)
                await couples(app, COUPLES)
                together = await _plans(http, keys)
    finally:
        server.stop()
    return "\n".join(
        [
            f"## P7d {REQUESTS:,} requests × {DOCTORS} doctors, database to stored plan",
            "",
            "| wall, s (hold 5, target 2) | median | min | max | proved |",
            "|---|---|---|---|---|",
            f"| each for himself | {apart.line()}",
            f"| {COUPLES} couples among them | {together.line()}",
            "",
            apart.told(),
            "",
        ]
    )


@dataclass(frozen=True)
class Plans:
    """`made`: the last of them, as it was answered."""

    wall: list[float]
    made: dict[str, Any]

    def line(self) -> str:
        proved = "yes" if self.made["unproved_km"] is None else f"to {self.made['unproved_km']:.3f} km"
        return f"{statistics.median(self.wall):.2f} | {min(self.wall):.2f} | {max(self.wall):.2f} | {proved} |"

    def told(self) -> str:
        counts, before, after = (self.made[name] for name in ("counts", "before", "after"))
        return (
            f"{counts['planned']:,} planned, {counts['unplaced']} without a place. Gini of the load "
            f"{before['gini']:.2f} before, {after['gini']:.2f} after; mean distance {after['mean_km']:.1f} km. The "
            "solver's process, its start included, is in the wall."
        )


async def _plans(http: httpx.AsyncClient, keys: Keys) -> Plans:
    wall = []
    for _ in range(ROUNDS):
        before = time.perf_counter()
        answer = await http.post("/api/referral/v1/plans", json={}, headers=headers(keys, "care_coordinator"))
        wall.append(time.perf_counter() - before)
        assert answer.status_code == 201, answer.text
        counts = answer.json()["counts"]
        assert counts["planned"] + counts["unplaced"] == REQUESTS, counts
    return Plans(wall, answer.json())


def generalised() -> str:
    lines = ["## Generalised assignment on the instances of the literature", ""]
    if not (SHARED / "data" / "affectation_benchmarks").exists():
        return "\n".join([*lines, "Not run: the shared material is absent (SHARED_DIR).", ""])
    library = instances(SHARED, "gap_orlib")
    started = time.perf_counter()
    for name, problem in library.items():
        found = assign_generalised(
            problem.costs, problem.uses, problem.budgets, maximise=problem.maximise, seconds=SECONDS
        )
        assert found.proved, name
        assert (found.value, found.value) == problem.published, name
    lines += [
        f"`gap_orlib`: {len(library)} of {len(library)} proved optima reached, "
        f"{time.perf_counter() - started:.1f} s in all.",
        "",
        "| types A to E | ours | published | gap, % | s |",
        "|---|---|---|---|---|",
    ]
    for name, problem in instances(SHARED, "gap_abcde").items():
        started = time.perf_counter()
        found = assign_generalised(
            problem.costs, problem.uses, problem.budgets, maximise=problem.maximise, seconds=SECONDS
        )
        lines.append(
            f"| {name} | {found.value:.0f} | {problem.published[0]} to {problem.published[1]} | "
            f"{found.gap * 100:.3f} | {time.perf_counter() - started:.1f} |"
        )
    return "\n".join([*lines, ""])


def _spread(values: list[float], form: str) -> str:
    return f"{statistics.median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


if __name__ == "__main__":
    for part in run():
        print(part, flush=True)
