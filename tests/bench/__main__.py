"""`make bench`: every `bench_*.py`, of the whole and of each service; `make bench ARGS="gateway booking"` chooses.

Each is a program that prints its figures; one that fails does not stop the next, and the door ends red.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main(chosen: list[str]) -> int:
    failed = []
    programs = [*ROOT.glob("tests/bench/bench_*.py"), *ROOT.glob("services/*/tests/bench/bench_*.py")]
    for program in sorted(programs, key=lambda path: path.stem):
        name = program.stem.removeprefix("bench_")
        if chosen and name not in chosen:
            continue
        print(f"\n== {name}", flush=True)
        if subprocess.run(command(program), cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return len(failed)


def command(program: Path) -> list[str]:
    if program.is_relative_to(ROOT / "tests"):
        return [sys.executable, "-m", f"tests.bench.{program.stem}"]
    return [sys.executable, str(program)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
