"""P6 and P6c of the promises: how much of PostgreSQL's own speed a booking keeps, and what a rush looks like.

P6: the API against the very statements it sends, captured from one booking and replayed by pgbench (same plain
role, row-level security and fsync on), 16 clients each, in turn. P6c: 64 clients want the same 50 slots at once.
The server is one process, the load generator another, PostgreSQL its own; all on this machine, and beside them the
SAS asks as often as of the whole nation.

    python services/scheduling-svc/tests/bench/bench_booking.py
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import asyncpg

from carekit.embedded_postgres import program

sys.path.insert(0, str(Path(__file__).parent))

from load import NATION, Bookings, SasCalls, beside, drive
from replay import captured_script
from scene import ALL_FREE, CPTS, SLOTS, Bench, bench

CLIENTS = 16
RUSH_CLIENTS = 64
RUSH_SLOTS = 50


async def run() -> str:
    """On a PostgreSQL of its own; returns markdown."""
    async with bench() as one:
        return await measure(one, rounds=5, seconds=4, share=18_000)


async def measure(bench: Bench, *, rounds: int, seconds: int, share: int, rush: int = RUSH_SLOTS) -> str:
    """Both benches; wrong results raise. `share` is how many slots a turn of a round may use up: the first of all is
    captured, the rush has the last ones, `rush` in each round."""
    busy = os.getloadavg()[0]
    script = bench.folder / "booking.sql"
    await asyncio.to_thread(script.write_text, await captured_script(bench.settings, bench.url))
    with beside(SasCalls(bench.port, bench.folder, 1, 3600, every=1 / NATION)):
        figures = [await _throughput(bench, script, rounds, seconds, share), await _rush(bench, rounds, rush)]
    return "\n".join([*figures, "", f"{os.cpu_count()} cores; load average {busy:.1f} before the first round."])


async def _throughput(bench: Bench, script: Path, rounds: int, seconds: int, share: int) -> str:
    ours, theirs, latencies = [], [], []
    drive(_bookings(bench, CLIENTS, 1, first=ALL_FREE + 1, step=CLIENTS))  # warms up; not measured
    for turn in range(rounds):
        first = ALL_FREE + 1 + (2 * turn + 1) * share
        before = await _booked(bench.url)
        answers = drive(_bookings(bench, CLIENTS, seconds, first=first, step=CLIENTS))
        made = await _booked(bench.url) - before
        assert all(answer.status == 201 for answer in answers), "a booking of a free slot was refused"
        assert made == len(answers) <= share, f"{len(answers)} answers for {made} appointments"
        ours.append(made / seconds)
        latencies += [answer.seconds * 1000 for answer in answers]
        theirs.append(await asyncio.to_thread(_pgbench, bench, script, first + share, seconds))
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    latencies.sort()
    return "\n".join(
        [
            "## P6 Booking: API ÷ the same statements in pgbench, 16 clients",
            "",
            "| | median | min | max |",
            "|---|---|---|---|",
            _row("API, bookings/s", ours, ".0f"),
            _row("pgbench, bookings/s", theirs, ".0f"),
            _row("**ratio** (hold 0.20, target 0.30)", ratios, ".2f"),
            "",
            f"API latency p50 {_quantile(latencies, 0.5):.1f} ms, p99 {_quantile(latencies, 0.99):.1f} ms; "
            f"every answer was 201 and every 201 one appointment ({len(latencies)} of them).",
            "",
        ]
    )


async def _rush(bench: Bench, rounds: int, slots: int) -> str:
    rows = []
    for turn in range(rounds):
        first = SLOTS - (turn + 1) * slots
        answers = drive(_bookings(bench, RUSH_CLIENTS, 60, first=first, count=slots))
        won = sum(answer.status == 201 for answer in answers)
        lost = [answer for answer in answers if answer.status == 409]
        assert won == slots, f"{won} bookings of {slots} slots"
        assert won + len(lost) == RUSH_CLIENTS * slots, "somebody got neither 201 nor 409"
        assert await _overlaps(bench.url) == 0, "a professional has two appointments at once"
        seconds = sorted(answer.seconds * 1000 for answer in answers)
        rows.append((won, _quantile(seconds, 0.5), _quantile(seconds, 0.99), len(answers) / answers.wall))
    return "\n".join(
        [
            f"## P6c {RUSH_CLIENTS} clients want the same {slots} slots, in the same order",
            "",
            "| | median | min | max |",
            "|---|---|---|---|",
            _row(f"booked, of {slots}", [row[0] for row in rows], ".0f"),
            _row("p50, ms", [row[1] for row in rows], ".1f"),
            _row("**p99, ms** (hold 250, target 100)", [row[2] for row in rows], ".1f"),
            _row("answers/s", [row[3] for row in rows], ".0f"),
            "",
            "Each loser was told why (`slot-taken`) with the next three free slots; no overlap in the database.",
        ]
    )


def _bookings(
    bench: Bench, clients: int, seconds: float, *, first: int, step: int = 0, count: int | None = None
) -> Bookings:
    return Bookings(bench.port, bench.folder, clients, seconds, 0.0, first, step, count, uuid4().hex)


def _pgbench(bench: Bench, script: Path, first: int, seconds: int) -> float:
    """Transactions per second of the captured statements."""
    done = subprocess.run(
        [program("pgbench"), "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "1", "-T", str(seconds),
         "-D", "i=0", "-D", f"first={first}", "-D", f"step={CLIENTS}", "-f", script, bench.url],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "number of failed transactions: 0" in done.stdout, done.stdout
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert found, done.stdout
    return float(found.group(1))


async def _booked(url: str) -> int:
    return await _count(url, "select count(*) from appointment where status = 'booked'")


async def _overlaps(url: str) -> int:
    return await _count(
        url,
        """select count(*) from appointment a join appointment b on a.professional_id = b.professional_id
           and a.appointment_id < b.appointment_id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
           where a.status = 'booked' and b.status = 'booked'""",
    )


async def _count(url: str, question: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"set app.cpts_id = '{CPTS}'")
        return int(await connection.fetchval(question))
    finally:
        await connection.close()


def _row(name: str, values: list[float] | list[int], form: str) -> str:
    middle = statistics.median(values)
    return f"| {name} | {middle:{form}} | {min(values):{form}} | {max(values):{form}} |"


def _quantile(ordered: list[float], part: float) -> float:
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(run()) + "\n")
