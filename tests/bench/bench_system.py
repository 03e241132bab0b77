"""P11, P12, R4: how fast the one-machine system stands, what it weighs, how fast a killed part is back.

Memory is the sum over all our processes (supervisor included, PostgreSQL not) of PSS, where a page shared by
nine processes counts a ninth in each; the sum of RSS counts it nine times and is printed beside it.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

import psutil

from local_system.running import RunningSystem

ROUNDS = 5
PARTS = ("directory-svc", "referral-svc", "scheduling-svc", "gateway", "referral-worker", "postgres")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="maillage-bench-"))
    system = RunningSystem(folder / "data")
    try:
        print(f"first start, demonstration loaded: {system.start():.0f} s", flush=True)
        system.stop()
        starts = [_start_and_stop(system) for _ in range(ROUNDS)]
        print(f"P11 second start to all healthy: {_spread(starts)} s (promise 6)", flush=True)
        system.start()
        time.sleep(20)
        pss, rss = weight(system)
        print(f"P12 idle, without PostgreSQL: {pss:.0f} MB of PSS (promise 450), sum of RSS {rss:.0f} MB", flush=True)
        for part in PARTS:
            times = [_kill(system, part) for _ in range(ROUNDS)]
            print(f"R4 {part} back after kill -9: {_spread(times)} s", flush=True)
    finally:
        system.stop()
        shutil.rmtree(folder, ignore_errors=True)


def weight(system: RunningSystem) -> tuple[float, float]:
    """PSS and RSS of the supervisor and of everything below it but PostgreSQL, in MB."""
    supervisor = psutil.Process(system.pid)
    postgres = psutil.Process(system.pid_of("postgres"))
    away = {postgres.pid, *(one.pid for one in postgres.children(recursive=True))}
    pss = rss = 0
    for process in [supervisor, *supervisor.children(recursive=True)]:
        if process.pid not in away:
            held = process.memory_full_info()
            pss, rss = pss + held.pss, rss + held.rss
    return pss / 1e6, rss / 1e6


def _start_and_stop(system: RunningSystem) -> float:
    seconds = system.start()
    system.stop()
    return seconds


def _kill(system: RunningSystem, part: str) -> float:
    time.sleep(2.5)
    return system.kill_and_wait(part)


def _spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"


if __name__ == "__main__":
    main()
