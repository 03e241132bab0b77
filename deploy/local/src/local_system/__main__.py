"""`python -m local_system run | reset | migration SERVICE ABOUT`: behind the doors of the Makefile."""

from __future__ import annotations

import sys

from local_system.settings import LocalSettings


def main(arguments: list[str]) -> int:
    match arguments:
        case ["run"]:
            from local_system.run import run

            return run(LocalSettings())
        case ["reset"]:
            from local_system.run import reset

            return reset(LocalSettings())
        case ["migration", service, about]:
            from local_system.migration import migration

            return migration(service, about)
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
