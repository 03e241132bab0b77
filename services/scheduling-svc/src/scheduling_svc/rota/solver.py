"""The solver of rotas in a process of its own (`carekit.apart`): OR-Tools weighs tens of megabytes."""

from __future__ import annotations

import asyncio

from carekit.apart import answer_once, computing
from scheduling_svc.rostering.constraints import Undecided
from scheduling_svc.rostering.problem import Problem
from scheduling_svc.rostering.solve import Found, rota_for, warm_up
from scheduling_svc.rota.errors import RotaTooHard

#: Longer than a search takes, shorter than the gateway waits for its answer.
PATIENCE = 8.0  # seconds

#: One at a time per process: a second coordinator waits, the machine is not flooded.
_turn = asyncio.Lock()


async def solved(problem: Problem) -> Found:
    try:
        async with asyncio.timeout(PATIENCE), _turn, computing("scheduling_svc.rota.solver") as compute:
            found: Found | None = await compute(problem)
    except TimeoutError as late:
        raise RotaTooHard from late
    if found is None:
        raise RotaTooHard
    return found


def _found(problem: Problem) -> Found | None:
    try:
        return rota_for(problem)
    except Undecided:
        return None


if __name__ == "__main__":
    answer_once(warm_up, _found)
