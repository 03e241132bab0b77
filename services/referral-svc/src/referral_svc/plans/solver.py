"""The solver of plans in a process of its own (`carekit.apart`): OR-Tools weighs tens of megabytes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from carekit.apart import answer_once, computing
from referral_svc.matching.plan_backlog import Backlog, Plan, plan_for
from referral_svc.matching.plan_flow import warm_up
from referral_svc.plans.errors import PlanTooLong

Solve = Callable[[Backlog], Awaitable[Plan]]

#: Longer than a search takes, shorter than the gateway waits for its answer.
PATIENCE = 8.0  # seconds

#: One at a time per process: a second coordinator waits, the machine is not flooded.
_turn = asyncio.Lock()


@asynccontextmanager
async def solver() -> AsyncIterator[Solve]:
    async with _turn, computing("referral_svc.plans.solver", patience=PATIENCE) as compute:

        async def solved(backlog: Backlog) -> Plan:
            try:
                plan: Plan = await compute(backlog)
            except TimeoutError as late:
                raise PlanTooLong from late
            return plan

        yield solved


if __name__ == "__main__":
    answer_once(warm_up, plan_for)
