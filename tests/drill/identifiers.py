"""R10 in time: how long a refusal takes says nothing of whether what was asked for exists.

Each reading with an identifier in its path is asked in turn for what exists and is not the caller's, and for what
does not exist. Were the two told apart, one would be slower more often than by chance: the share of pairs in which it
is (half, by chance) and the probability of that share (Mann-Whitney) are printed for each.
"""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import dataclass, field

import httpx
from scipy.stats import mannwhitneyu

from local_system.running import RunningSystem
from tests.authorisation.belongings import Side, belongings, put_away
from tests.authorisation.requests import QUERIES, Operation
from tests.authorisation.test_identifiers import NAMED, PUBLIC, unknown
from tests.authorisation.test_matrix import names_in
from tests.authorisation.world import World

#: Told apart: so seldom by chance over all readings together, and in so many pairs more than half.
LEAST_CHANCE, MOST_OFTEN = 0.001, 0.6


@dataclass
class Timed:
    """Seconds of refusals of one reading."""

    there: list[float] = field(default_factory=list)
    nowhere: list[float] = field(default_factory=list)

    @property
    def slower(self) -> float:
        """In which share of pairs the refusal of what exists took longer."""
        statistic = mannwhitneyu(self.there, self.nowhere).statistic
        return float(statistic) / (len(self.there) * len(self.nowhere))

    @property
    def chance(self) -> float:
        return float(mannwhitneyu(self.there, self.nowhere).pvalue)

    def is_told_apart(self, readings: int) -> bool:
        often = max(self.slower, 1 - self.slower)
        return self.chance * readings < LEAST_CHANCE and often > MOST_OFTEN


def refusals_timed(system: RunningSystem, rounds: int) -> dict[str, Timed]:
    """In turns, the first of the two drawn by lot, so that whatever slows the machine slows both."""
    world, dice = World.of(system), random.Random(10)
    side = Side(world, world.cpts_id)
    made = belongings(side, world.ids["professional_id"])
    ours = {**world.ids, **made}
    real = made.keys() | {"opening_id"} | PUBLIC
    readings = [one for one in NAMED if one.method == "get" and names_in(one.path) <= real]
    timed = {one.name: Timed() for one in readings}
    token = world.token_of_another_cpts("care_coordinator", "director", "professional")
    clients = {service: world.client(service, token) for service in {one.service for one in readings}}
    try:
        for _ in range(rounds):
            for operation in readings:
                client, one = clients[operation.service], timed[operation.name]
                turns = [(one.there, ours), (one.nowhere, {**ours, **unknown(operation)})]
                dice.shuffle(turns)
                for seconds, ids in turns:
                    seconds.append(asked(client, operation, ids))
    finally:
        for client in clients.values():
            client.close()
        put_away(side, made)
    return timed


def asked(client: httpx.Client, operation: Operation, ids: dict[str, str]) -> float:
    path, query = operation.path.format_map(ids), QUERIES.get(operation.name, {})
    begun = time.perf_counter()
    client.get(path, params=query)
    return time.perf_counter() - begun


def report_identifiers(timed: dict[str, Timed]) -> bool:
    """True when something is wrong."""
    wrong = [name for name, one in timed.items() if one.is_told_apart(len(timed))]
    for name, one in sorted(timed.items(), key=lambda pair: -abs(pair[1].slower - 0.5)):
        there, nowhere = (statistics.median(seconds) * 1000 for seconds in (one.there, one.nowhere))
        print(
            f"R10 {name}: {there:.2f} ms there, {nowhere:.2f} ms nowhere, "
            f"slower in {one.slower:.0%} of pairs, by chance {one.chance:.2g}"
        )
    print(f"R10 readings {len(timed)}, told apart by their time {len(wrong)}: {', '.join(wrong) or 'none'}")
    return bool(wrong)
