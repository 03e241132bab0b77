"""P2 and P2b of the promises: a page of the directory through the API, against the same SQL in pgbench.

The yardstick is pgbench (of the embedded server's wheel) running the very statement the service prepares, as the
same plain role walled into the same CPTS, with parameters drawn at random; ours is one uvicorn process asked by a
load generator in another. Both in turn, five rounds. The first answers are compared with the SQL's.

    python services/directory-svc/tests/bench/bench_directory.py [LINES]
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import asyncpg

sys.path.insert(0, str(Path(__file__).parent))

from house import NATION, House, communes, house, register

from carekit.auth import Caller
from carekit.embedded_postgres import program
from carekit.processes import dies_with_parent, free_port
from carekit.testing.keys import Keys
from directory_svc.search.schemas import ProfessionalFilters
from directory_svc.search.statement import statement_for

ROUNDS, SECONDS, CLIENTS = 5, 5, 16
CPTS = UUID("00000000-0000-4000-8000-000000000001")
PATH = "/api/directory/v1/professionals"
#: What is asked of peopled communes, drawn from the data. One pgbench script each: every client plans each of them
#: once, so with a hundred the yardstick would mostly plan, and we would seem faster than the SQL.
QUESTIONS = {
    "profession and commune": {"profession": "60", "commune": ""},
    "nearest doctors": {"profession": "10", "near_commune": ""},
}
COMMUNES = 10
Asked = list[dict[str, str]]


def run(lines: int = NATION) -> str:
    with house() as home:
        url = asyncio.run(_prepared(home, lines))
        rows = []
        with _serving(home, url) as port:
            for name, question in QUESTIONS.items():
                asked = asyncio.run(_drawn(url, question))
                asyncio.run(_same_answers(home, url, port, asked))
                rows.append(_measured(home, url, port, name, asked))
    return "\n".join(
        [
            f"### Directory search, page of 20 among {lines:,} lines of the register (P2, P2b)",
            "",
            "API ÷ the same SQL in pgbench, five rounds in turn, median (min–max). Targets: throughput at 16 clients "
            "≥ 0.25; p50 with one client ≤ +0.35 ms.",
            "",
            "| asked | SQL, 16 clients | API, 16 clients | API ÷ SQL | SQL p50 | API p50 | difference |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end.",
        ]
    )


async def _prepared(home: House, lines: int) -> str:
    url = await home.database()
    home.command(url, "communes", communes(home.folder / "communes.csv"))
    home.command(url, "rpps", register(home.folder / "register.txt", lines))
    return url


async def _drawn(url: str, question: dict[str, str]) -> Asked:
    """The question asked of some communes where somebody of the profession practises."""
    connection = await asyncpg.connect(url)
    codes = await connection.fetch(
        "select distinct commune_code from practice_place where profession_code = $1 and lat is not null order by 1",
        question["profession"],
    )
    await connection.close()
    chosen = random.Random(7).sample([row["commune_code"] for row in codes], COMMUNES)
    return [{key: value or code for key, value in question.items()} for code in chosen]


def _measured(home: House, url: str, port: int, name: str, asked: Asked) -> str:
    script = home.folder / "pages"
    script.mkdir(exist_ok=True)
    for number, filters in enumerate(asked):
        (script / f"{number}.sql").write_text(_pgbench_script(filters))
    _pgbench(url, script, CLIENTS, 2)
    _load(home, port, asked, CLIENTS)
    rounds = []
    for _ in range(ROUNDS):
        sql = _pgbench(url, script, CLIENTS, SECONDS)
        api = _load(home, port, asked, CLIENTS)
        rounds.append((sql, api, _pgbench(url, script, 1, SECONDS), _load(home, port, asked, 1)))
    ratios = [api[0] / sql[0] for sql, api, _, _ in rounds]
    extra = [(alone[1] - sql[1]) * 1000 for _, _, sql, alone in rounds]

    def middle(pick: int, of: int) -> float:
        return statistics.median(r[pick][of] for r in rounds)

    return (
        f"| {name} | {middle(0, 0):,.0f}/s | {middle(1, 0):,.0f}/s | **{statistics.median(ratios):.2f}** "
        f"({min(ratios):.2f}–{max(ratios):.2f}) | {middle(2, 1) * 1000:.2f} ms | {middle(3, 1) * 1000:.2f} ms "
        f"| **+{statistics.median(extra):.2f} ms** ({min(extra):.2f}–{max(extra):.2f}) |"
    )


def _pgbench_script(asked: dict[str, str]) -> str:
    """The service's statement with its values in place of its parameters."""
    statement = statement_for(ProfessionalFilters.model_validate(asked), None)
    sql = statement.sql
    for number in range(len(statement.arguments), 0, -1):
        sql = re.sub(rf"\${number}\b", repr(statement.arguments[number - 1]), sql)
    return " ".join(sql.split()) + ";\n"


def _pgbench(url: str, scripts: Path, clients: int, seconds: int) -> tuple[float, float]:
    """Transactions per second, and the median latency in seconds."""
    for old in scripts.glob("pgbench_log*"):
        old.unlink()
    files = [word for path in sorted(scripts.glob("*.sql")) for word in ("-f", str(path))]
    out = subprocess.run(
        [str(program("pgbench")), "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds), "-l",
         *files, url],
        capture_output=True, text=True, check=True, cwd=scripts,
        env={**os.environ, "PGOPTIONS": f"-c app.cpts_id={CPTS} -c jit=off"},
    ).stdout  # fmt: skip
    found = re.search(r"tps = ([0-9.]+)", out)
    assert found is not None, out
    latencies = [
        int(line.split()[2]) for log in scripts.glob("pgbench_log*") for line in log.read_text().splitlines()
    ]
    return float(found[1]), statistics.median(latencies) / 1e6


@contextlib.contextmanager
def _serving(home: House, url: str) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "uvicorn",
            "directory_svc.asgi:app",
            "--port",
            str(port),
            "--log-level",
            "warning",
            "--no-access-log",
        ],
        env={**os.environ, **home.settings(url)},
        stdout=subprocess.DEVNULL,
        preexec_fn=dies_with_parent(15),  # type: ignore[arg-type]
    )
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _headers(home: House) -> str:
    caller = Caller(UUID(int=1), "Bench", CPTS, frozenset({"referrer"}))
    token = Keys(home.folder / "keys").signer().for_caller(caller)
    return f"Host: bench\r\nAuthorization: Bearer {token}\r\n\r\n"


def _query(filters: dict[str, str]) -> str:
    return "&".join(f"{key}={value}" for key, value in filters.items())


def _load(home: House, port: int, asked: Asked, clients: int) -> tuple[float, float]:
    """Answers per second, and the median latency in seconds."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_drive, (port, asked, clients, _headers(home)))


def _drive(port: int, asked: Asked, clients: int, headers: str) -> tuple[float, float]:
    import uvloop

    async def one(seed: int, latencies: list[float]) -> None:
        rng = random.Random(seed)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        deadline = time.perf_counter() + SECONDS
        while (sent := time.perf_counter()) < deadline:
            writer.write(f"GET {PATH}?{_query(rng.choice(asked))} HTTP/1.1\r\n{headers}".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
            latencies.append(time.perf_counter() - sent)
        writer.close()

    async def everybody() -> tuple[float, float]:
        latencies: list[float] = []
        started = time.perf_counter()
        await asyncio.gather(*(one(seed, latencies) for seed in range(clients)))
        return len(latencies) / (time.perf_counter() - started), statistics.median(latencies)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(everybody())


async def _same_answers(home: House, url: str, port: int, asked: Asked) -> None:
    """The page is what the statement says, and somebody is on it."""
    connection = await asyncpg.connect(url, server_settings={"app.cpts_id": str(CPTS)})
    for question in asked:
        query = _query(question)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {PATH}?{query} HTTP/1.1\r\nConnection: close\r\n{_headers(home)}".encode())
        page = json.loads((await reader.read()).split(b"\r\n\r\n", 1)[1])
        writer.close()
        statement = statement_for(ProfessionalFilters.model_validate(question), None)
        row = await connection.fetchrow(statement.sql, *statement.arguments)
        assert row is not None
        assert page["items"], query
        assert page["items"] == json.loads(row["items"]), query
    await connection.close()


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else NATION))
