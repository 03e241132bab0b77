"""The search of rounds in a process of its own (`carekit.apart`): it never stands in the way of other requests."""

from __future__ import annotations

from carekit.apart import answer_once, computing
from scheduling_svc.rounds.errors import RoundsTooHard
from scheduling_svc.routing.problem import Plan, Problem
from scheduling_svc.routing.search import rounds_for

#: Shorter than the gateway waits for the answer.
PATIENCE = 8.0  # seconds
#: So few are planned in less time than a process takes to start.
A_HANDFUL = 5


async def planned(problem: Problem) -> Plan:
    if len(problem.visits) <= A_HANDFUL:
        return rounds_for(problem)
    async with computing("scheduling_svc.rounds.solver", patience=PATIENCE) as compute:
        try:
            plan: Plan = await compute(problem)
        except TimeoutError as late:
            raise RoundsTooHard from late
    return plan


if __name__ == "__main__":
    answer_once(lambda: None, rounds_for)
