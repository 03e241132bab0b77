"""P1 and P1b of the promises: the import of the professionals' register against a raw COPY of the same file.

The yardstick is PostgreSQL reading the very bytes into an unlogged table of text columns: no validation, no key,
no index. Ours reads, validates, normalises, places and indexes them into logged tables, and swaps them in. Both
in turn in the same round, on the same durable server; wall time of the whole command, start of Python included.

    python services/directory-svc/tests/bench/bench_import.py [LINES…]
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

sys.path.insert(0, str(Path(__file__).parent))

from house import NATION, House, communes, house, one_in_a_hundred_changed, register, whole_lines

#: Rounds by size: a round of the nation takes a minute or two.
SIZES = {NATION // 100: 5, NATION // 10: 5, NATION: 3}
COLUMNS = 57


@dataclass
class Round:
    raw: float
    first: float
    again: float
    refresh: float
    peak_mb: float


@dataclass
class Size:
    lines: int
    rounds: list[Round] = field(default_factory=list)

    def row(self) -> str:
        def ratio(name: str) -> str:
            found = [getattr(r, name) / r.raw for r in self.rounds]
            return f"**{statistics.median(found):.2f}** ({min(found):.2f}–{max(found):.2f})"

        raw = statistics.median(r.raw for r in self.rounds)
        first = statistics.median(r.first for r in self.rounds)
        peak = max(r.peak_mb for r in self.rounds)
        return (
            f"| {self.lines:,} | {len(self.rounds)} | {raw:.1f} s | {first:.1f} s | {ratio('first')} "
            f"| {ratio('again')} | {ratio('refresh')} | {peak:.0f} MB |"
        )


def run(sizes: dict[int, int] | None = None) -> str:
    measured = [Size(lines) for lines in (sizes or SIZES)]
    with house() as home:
        for size in measured:
            for _ in range((sizes or SIZES)[size.lines]):
                size.rounds.append(asyncio.run(_round(home, size.lines)))
    return "\n".join(
        [
            "### Import of the professionals' register (P1, P1b, P1d)",
            "",
            "Wall ÷ raw unlogged COPY of the same file in the same round; median (min–max). Targets at full size: "
            "first ≤ 4, refresh with 1 % changed ≤ 1, peak memory ≤ 1 GB. Smaller files pay for the start of Python "
            "and for reading the communes, whatever their size.",
            "",
            "| lines | rounds | raw COPY | first | first ÷ raw | same file again ÷ raw | 1 % changed ÷ raw | peak |",
            "|---|---|---|---|---|---|---|---|",
            *(size.row() for size in measured),
            "",
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; PostgreSQL with fsync and checksums.",
        ]
    )


async def _round(home: House, lines: int) -> Round:
    url = await home.database()
    home.command(url, "communes", communes(home.folder / "communes.csv"))
    file = register(home.folder / "register.txt", lines)
    changed = one_in_a_hundred_changed(file, home.folder / "changed.txt")
    copied = whole_lines(file, home.folder / "whole.txt")
    raw = await _raw_copy(url, copied)
    first, peak = _timed(home, url, file)
    again, _ = _timed(home, url, file)
    refresh, _ = _timed(home, url, changed)
    await _check(url, copied)
    await home.drop(url)
    return Round(raw, first, again, refresh, peak)


async def _raw_copy(url: str, file: Path) -> float:
    connection = await asyncpg.connect(url)
    try:
        columns = ", ".join(f"c{number} text" for number in range(COLUMNS))
        await connection.execute(f"create unlogged table raw_lines ({columns})")
        started = time.perf_counter()
        with file.open("rb") as source:
            await connection.copy_to_table("raw_lines", source=source, format="text", delimiter="|", timeout=3600)
        took = time.perf_counter() - started
        await connection.execute("drop table raw_lines")
        return took
    finally:
        await connection.close()


def _timed(home: House, url: str, file: Path) -> tuple[float, float]:
    """Seconds of the command, and the peak memory of its process in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "directory_svc.imports", "rpps", str(file)],
        env={**os.environ, **home.settings(url)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError("the import failed")
    return time.perf_counter() - started, _peak_mb(usage)


def _peak_mb(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


async def _check(url: str, whole: Path) -> None:
    """A fast wrong answer scores nothing: persons, reports and indexes must be right."""
    with whole.open() as lines:
        next(lines)
        persons = {line.split("|", 3)[2] for line in lines if _sound(line)}
    connection = await asyncpg.connect(url)
    try:
        stored = await connection.fetchval("select count(*) from professional")
        reports = await connection.fetch(
            "select state, created, changed, unchanged from import_job where source = 'rpps' order by id"
        )
    finally:
        await connection.close()
    first, again, refresh = reports
    assert {report["state"] for report in reports} == {"done"}
    assert stored == first["created"] == again["unchanged"] == len(persons), (stored, first, again, len(persons))
    assert refresh["changed"] + refresh["unchanged"] == stored
    assert 0 < refresh["changed"] < stored / 20


def _sound(line: str) -> bool:
    """The generator's flaws that still have every column: a wrong key or no number."""
    identifier = line.split("|", 3)[2][1:]
    total = 0
    for place, digit in enumerate(reversed(identifier)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return len(identifier) == 11 and total % 10 == 0


if __name__ == "__main__":
    chosen = [int(argument) for argument in sys.argv[1:]]
    print(run({lines: SIZES.get(lines, 1) for lines in chosen} if chosen else None))
