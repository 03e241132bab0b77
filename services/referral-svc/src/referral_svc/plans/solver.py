"""The solver runs in a process of its own, which ends with the plan: OR-Tools never stays in the service's memory,
and a long computation never stands in the way of other requests.

Values go through pipes between two processes of the same code: nothing that anybody sent is unpickled.
"""

from __future__ import annotations

import asyncio
import pickle
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from referral_svc.matching.plan_backlog import Backlog, Plan, plan_for
from referral_svc.matching.plan_flow import warm_up
from referral_svc.plans.errors import PlanTooLong

Solve = Callable[[Backlog], Awaitable[Plan]]

PATIENCE = 60.0  # seconds
#: One at a time per process: a second coordinator waits, the machine is not flooded.
_turn = asyncio.Lock()


@asynccontextmanager
async def solver() -> AsyncIterator[Solve]:
    """Starts the process at once: it loads its libraries while the backlog is read."""
    async with _turn:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "referral_svc.plans.solver",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            yield lambda backlog: _solved(child, backlog)
        finally:
            if child.returncode is None:
                child.kill()
                await child.communicate()


async def _solved(child: asyncio.subprocess.Process, backlog: Backlog) -> Plan:
    """The best plan; `PlanTooLong` when it did not come in time, `RuntimeError` when the solver broke."""
    try:
        async with asyncio.timeout(PATIENCE):
            answer, said = await child.communicate(await asyncio.to_thread(pickle.dumps, backlog))
    except TimeoutError as late:
        raise PlanTooLong from late
    if child.returncode != 0:
        raise RuntimeError(f"the solver ended with {child.returncode}: {said.decode(errors='replace')[-500:]}")
    plan: Plan = await asyncio.to_thread(pickle.loads, answer)
    return plan


def main() -> None:
    warm_up()
    backlog: Backlog = pickle.load(sys.stdin.buffer)  # noqa: S301  (from our own parent process)
    sys.stdout.buffer.write(pickle.dumps(plan_for(backlog)))


if __name__ == "__main__":
    main()
