"""P5 as its user has it: first free slots near a point through the gateway, beside the same straight to the service.

The scene of `bench_agenda`: 1,000 practitioners, 420,000 slots, the SAS asking as often as of the nation. Each search
carries a session cookie through the gateway, or the token that it would have signed straight; five rounds in turn.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from carekit.testing import Migrations
from carekit.testing.keys import Keys
from carekit.testing.servers import embedded_server
from tests.bench.through_gateway import gateway_environment, process, signed_in

sys.path.insert(0, str(Path(__file__).parents[2] / "services/scheduling-svc/tests/bench"))

from load import NATION, SasCalls, Searches, beside, drive
from scene import CPTS, bench

GATEWAY = Path(__file__).parents[2] / "gateway"
ROUNDS = 5
SECONDS = 4


@dataclass(frozen=True)
class SignedIn(Searches):
    """Searches in a browser's session."""

    cookie: str = ""

    def signed(self, keys: Keys, client: int) -> str:
        return f"Cookie: session={self.cookie}"


async def run() -> str:
    """On two servers of its own; returns markdown. An answer without its 20 slots raises."""
    busy = os.getloadavg()[0]
    async with bench() as one:
        server = embedded_server()
        try:
            accounts = await server.database(Migrations("gateway", alembic_ini=GATEWAY / "alembic.ini"))
            (one.folder / "sealing").write_bytes(os.urandom(32))
            environment = gateway_environment(accounts, Keys(one.folder), one.folder, f"http://127.0.0.1:{one.port}")
            async with process("gateway.asgi:app", environment, "/healthz") as through:
                cookie = await signed_in(accounts, through, CPTS, "care_coordinator")
                port = int(through.rpartition(":")[2])
                ways: dict[str, Searches] = {
                    "straight to the service": Searches(one.port, one.folder, 1, SECONDS),
                    "**through the gateway** (p99: hold 50, target 10)": SignedIn(
                        port, one.folder, 1, SECONDS, cookie=cookie
                    ),
                }
                with beside(SasCalls(one.port, one.folder, 1, 3600, every=1 / NATION)):
                    times = _in_turn(ways)
        finally:
            server.stop()
    return "\n".join(
        [
            "## P5 First free slots near a point, one client, ms: median (min–max) of five rounds",
            "",
            "| | p50 | p99 |",
            "|---|---|---|",
            *(f"| {way} | {_spread(found, 0.5)} | {_spread(found, 0.99)} |" for way, found in times.items()),
            "",
            f"Every answer had its 20 slots. {os.cpu_count()} cores; load average {busy:.1f} before.",
        ]
    )


def _in_turn(ways: dict[str, Searches]) -> dict[str, list[list[float]]]:
    """The milliseconds of each round of each way, sorted."""
    found: dict[str, list[list[float]]] = {way: [] for way in ways}
    for turn in range(ROUNDS + 1):
        for way, load in ways.items():
            times = sorted(answer.seconds * 1000 for answer in drive(load))
            if turn:  # the first one warms up
                found[way].append(times)
    return found


def _spread(rounds: list[list[float]], part: float) -> str:
    found = [times[min(int(len(times) * part), len(times) - 1)] for times in rounds]
    return f"{statistics.median(found):.2f} ({min(found):.2f}–{max(found):.2f})"


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(run()) + "\n")
