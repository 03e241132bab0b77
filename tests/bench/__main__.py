"""`make bench`: every `bench_*.py` of this folder in turn; `make bench ARGS="gateway system"` chooses.

Each is a program that prints its figures; one that fails does not stop the next, and the door ends red.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main(chosen: list[str]) -> int:
    failed = []
    for program in sorted(FOLDER.glob("bench_*.py")):
        name = program.stem.removeprefix("bench_")
        if chosen and name not in chosen:
            continue
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{program.stem}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
