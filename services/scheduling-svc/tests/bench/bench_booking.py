"""P6 and P6c of the promises: how much of PostgreSQL's own speed a booking keeps, and what a rush looks like.

P6: the API against the very statements it sends, captured from one booking and replayed by pgbench (same plain
role, row-level security and fsync on), 16 clients each, in turn. P6c: 64 clients want the same 50 slots at once.
The server is one process, the load generator another, PostgreSQL its own; all on this machine.

    python services/scheduling-svc/tests/bench/bench_booking.py
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from pydantic import SecretStr

from carekit.embedded_postgres import EmbeddedPostgres, program
from carekit.migrations import upgrade
from carekit.processes import free_port
from carekit.provisioning import Role, provide_database, provide_role
from carekit.testing.keys import write_keys

sys.path.insert(0, str(Path(__file__).parent))

from load import Load, drive
from replay import captured_script
from scene import CPTS, SLOTS, seed, serve, until_ready

from scheduling_svc.settings import Settings

ROUNDS = 5
SECONDS = 4
CLIENTS = 16
RUSH_CLIENTS = 64
RUSH_SLOTS = 50
#: Slots that one round may use up; the rush has those at the end.
SHARE = (SLOTS - ROUNDS * RUSH_SLOTS) // (2 * ROUNDS + 1)
ALEMBIC = Path(__file__).parents[2] / "alembic.ini"


@dataclass
class Bench:
    url: str
    folder: Path
    settings: Settings
    port: int


def run() -> str:
    """Runs both benches on a PostgreSQL of their own; returns markdown. Wrong results raise."""
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        postgres = EmbeddedPostgres(folder / "postgres", free_port(), durable=True)
        postgres.start()
        try:
            return asyncio.run(_measure(postgres, folder))
        finally:
            postgres.stop()


async def _measure(postgres: EmbeddedPostgres, folder: Path) -> str:
    role = Role("scheduling_bench", "bench")
    await provide_role(postgres.url(), role)
    await provide_database(postgres.url(), "scheduling_bench", role.name)
    url = f"postgresql://{role.name}:{role.password}@127.0.0.1:{postgres.port}/scheduling_bench"
    await asyncio.to_thread(upgrade, ALEMBIC, url)
    keys = write_keys(folder)
    settings = Settings(
        database_url=SecretStr(url), signing_key=keys.private("scheduling-svc"), trusted_keys=keys.trusted
    )
    bench = Bench(url, folder, settings, free_port())
    await seed(url)
    script = folder / "booking.sql"
    script.write_text(await captured_script(settings, url))
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(settings, bench.port), daemon=True)
    server.start()
    try:
        await until_ready(bench.port)
        busy = os.getloadavg()[0]
        figures = [await _throughput(bench, script), await _rush(bench)]
        return "\n".join([*figures, "", f"{os.cpu_count()} cores; load average {busy:.1f} before the first round."])
    finally:
        server.terminate()
        server.join()


async def _throughput(bench: Bench, script: Path) -> str:
    ours, theirs, latencies = [], [], []
    drive(Load(bench.port, bench.folder, CLIENTS, 1, first=1, step=CLIENTS))  # warms up; not measured
    for turn in range(ROUNDS):
        first = (2 * turn + 1) * SHARE
        before = await _booked(bench.url)
        answers = drive(Load(bench.port, bench.folder, CLIENTS, SECONDS, first=first, step=CLIENTS))
        made = await _booked(bench.url) - before
        assert all(answer.status == 201 for answer in answers), "a booking of a free slot was refused"
        assert made == len(answers) <= SHARE, f"{len(answers)} answers for {made} appointments"
        ours.append(made / SECONDS)
        latencies += [answer.seconds * 1000 for answer in answers]
        theirs.append(await asyncio.to_thread(_pgbench, bench, script, first + SHARE))
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


async def _rush(bench: Bench) -> str:
    rows = []
    for turn in range(ROUNDS):
        first = SLOTS - (turn + 1) * RUSH_SLOTS
        answers = drive(Load(bench.port, bench.folder, RUSH_CLIENTS, 60, first=first, step=0, count=RUSH_SLOTS))
        won = sum(answer.status == 201 for answer in answers)
        lost = [answer for answer in answers if answer.status == 409]
        assert won == RUSH_SLOTS, f"{won} bookings of {RUSH_SLOTS} slots"
        assert won + len(lost) == RUSH_CLIENTS * RUSH_SLOTS, "somebody got neither 201 nor 409"
        assert await _overlaps(bench.url) == 0, "a professional has two appointments at once"
        seconds = sorted(answer.seconds * 1000 for answer in answers)
        rows.append((won, _quantile(seconds, 0.5), _quantile(seconds, 0.99), len(answers) / answers.wall))
    return "\n".join(
        [
            f"## P6c {RUSH_CLIENTS} clients want the same {RUSH_SLOTS} slots, in the same order",
            "",
            "| | median | min | max |",
            "|---|---|---|---|",
            _row(f"booked, of {RUSH_SLOTS}", [row[0] for row in rows], ".0f"),
            _row("p50, ms", [row[1] for row in rows], ".1f"),
            _row("**p99, ms** (hold 250, target 100)", [row[2] for row in rows], ".1f"),
            _row("answers/s", [row[3] for row in rows], ".0f"),
            "",
            "Each loser was told why (`slot-taken`) with the next three free slots; no overlap in the database.",
        ]
    )


def _pgbench(bench: Bench, script: Path, first: int) -> float:
    """Transactions per second of the captured statements."""
    done = subprocess.run(
        [program("pgbench"), "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "1", "-T", str(SECONDS),
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
    sys.stdout.write(run() + "\n")
