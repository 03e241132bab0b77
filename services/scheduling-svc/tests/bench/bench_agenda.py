"""P5 and P5b of the promises: first free slots near a point, and the SAS's call for 25 practitioners.

1,000 practitioners with 12 weeks of slots. One client asks the API and, in turn, the very statements are asked on the
driver alone: what the API adds is the difference. Then 16 clients ask the SAS's door at once: how many times the need
of the whole nation it carries. While P5 and the latency of P5b are measured, the SAS asks as often as the nation.

    python services/scheduling-svc/tests/bench/bench_agenda.py
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from sqlalchemy import event

sys.path.insert(0, str(Path(__file__).parent))

from load import NATION, Answers, Load, SasCalls, Searches, beside, drive, headers
from scene import CPTS, LAT, LON, Bench, bench

from carekit.testing.keys import Keys
from scheduling_svc.main import create_app

CLIENTS = 16

Captured = list[tuple[str, tuple[Any, ...]]]


async def run() -> str:
    """On a PostgreSQL of its own; returns markdown."""
    async with bench() as one:
        return await measure(one, rounds=5, seconds=4)


async def measure(bench: Bench, *, rounds: int, seconds: float) -> str:
    """Both; wrong answers raise."""
    busy = os.getloadavg()[0]
    await _same_as_read_by_hand(bench)
    with beside(SasCalls(bench.port, bench.folder, 1, 3600, every=1 / NATION)):
        searches = Searches(bench.port, bench.folder, 1, seconds)
        calls = SasCalls(bench.port, bench.folder, 1, seconds)
        figures = [
            "## P5 First free slots near a point, 420,000 slots of 1,000 practitioners",
            "",
            *await _latency(bench, searches, rounds, "**p99, ms** (hold 50, target 10)"),
            "",
            "## P5b The SAS asks for 25 practitioners, 4 free slots each in 72 hours, FHIR Bundle of 100 Slots",
            "",
            *await _latency(bench, calls, rounds, "**p99, ms** (hold 100, target 50)"),
        ]
    sustained = [_rate(SasCalls(bench.port, bench.folder, CLIENTS, seconds)) / NATION for _ in range(rounds)]
    figures += [
        _row(f"**{CLIENTS} clients, × the nation's need of {NATION:.2f}/s** (hold 20, target 60)", sustained, ".0f"),
        "",
        f"Every answer had its 20 or its 100 slots. {os.cpu_count()} cores; load average {busy:.1f} before.",
    ]
    return "\n".join(figures)


async def _latency(bench: Bench, load: Load, rounds: int, promise: str) -> list[str]:
    drive(load)  # warms up
    statements = await _captured(bench, load, 10 * rounds)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_milliseconds(drive(load)))
        theirs.append(await _on_the_driver(bench, statements, load.seconds))
    return [
        "| one client | median | min | max |",
        "|---|---|---|---|",
        _row("API p50, ms", [_quantile(one, 0.5) for one in ours], ".2f"),
        _row(promise, [_quantile(one, 0.99) for one in ours], ".2f"),
        _row("the same statements alone p50, ms", [_quantile(one, 0.5) for one in theirs], ".2f"),
        _row("the same statements alone p99, ms", [_quantile(one, 0.99) for one in theirs], ".2f"),
        _row(
            "API ÷ statements, p50",
            [_quantile(a, 0.5) / _quantile(b, 0.5) for a, b in zip(ours, theirs, strict=True)],
            ".2f",
        ),
    ]


async def _captured(bench: Bench, load: Load, count: int) -> list[Captured]:
    """What the application sends to PostgreSQL for some requests, transaction and wall included."""
    app = create_app(bench.settings)
    sent: Captured = []

    @event.listens_for(app.state.database.engine.sync_engine, "connect")
    def _listen(connection: Any, _: Any) -> None:
        connection.driver_connection.add_query_logger(lambda query: sent.append((query.query, query.args)))

    found = []
    name, value = headers(Keys(bench.folder), load.caller(0)).split(": ", 1)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench") as http:
        for done in range(count):
            request = load.request(0, done)
            assert request is not None
            with redirect_stdout(StringIO()):  # the application's own log
                answer = await http.get(request.target, headers={name: value})
            load.check(answer.status_code, answer.content)
            found.append(sent[:])
            sent.clear()
    await app.state.database.close()
    return found[1:]  # the first one opened the connection too


async def _on_the_driver(bench: Bench, statements: list[Captured], seconds: float) -> list[float]:
    connection = await asyncpg.connect(bench.url, server_settings={"jit": "off"})
    try:
        return await _timed(connection, statements, seconds)
    finally:
        await connection.close()


async def _timed(connection: Any, statements: list[Captured], seconds: float) -> list[float]:
    taken, ends = [], time.perf_counter() + seconds
    while time.perf_counter() < ends:
        for captured in statements:
            started = time.perf_counter()
            for query, values in captured:
                await (connection.fetch(query, *values) if values else connection.execute(query))
            taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


async def _same_as_read_by_hand(bench: Bench) -> None:
    """A few pages against all free slots of all places, sorted here."""
    connection = await asyncpg.connect(bench.url)
    try:
        await connection.execute(f"set app.cpts_id = '{CPTS}'")
        app = create_app(bench.settings)
        name, value = headers(Keys(bench.folder), Searches(0, bench.folder, 1, 0).caller(0)).split(": ", 1)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench") as http:
            for lat, lon in ((LAT, LON), (LAT + 0.2, LON - 0.1)):
                query = f"profession=10&near_lat={lat}&near_lon={lon}&within_km=12&limit=20"
                with redirect_stdout(StringIO()):
                    answer = await http.get(f"/api/scheduling/v1/slots?{query}", headers={name: value})
                expected = [str(row[0]) for row in await connection.fetch(_BY_HAND, lat, lon)]
                assert [item["slot_id"] for item in answer.json()["items"]] == expected
        await app.state.database.close()
    finally:
        await connection.close()


_BY_HAND = """
    select s.slot_id from slot s
    join (select professional_id, round(1000 * 6371 * acos(least(1, sin(radians($1)) * sin(radians(lat))
            + cos(radians($1)) * cos(radians(lat)) * cos(radians(lon - $2))))) as metres from known_place) p
        using (professional_id)
    where s.status = 'free' and s.profession_code = '10' and s.starts_at >= now() and metres <= 12000
    order by s.starts_at, metres, s.slot_id limit 20
    """


def _rate(load: Load) -> float:
    answers = drive(load)
    return len(answers) / answers.wall


def _milliseconds(answers: Answers) -> list[float]:
    return sorted(answer.seconds * 1000 for answer in answers)


def _row(name: str, values: list[float], form: str) -> str:
    middle = statistics.median(values)
    return f"| {name} | {middle:{form}} | {min(values):{form}} | {max(values):{form}} |"


def _quantile(ordered: list[float], part: float) -> float:
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(run()) + "\n")
