"""`python -m referral_svc.simulation [--seeds N] [--weeks N] [--figure FILE]`: the table, and the figure."""

from __future__ import annotations

import argparse
from pathlib import Path

from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.simulation.figure import draw
from referral_svc.simulation.report import failures, report
from referral_svc.simulation.runs import run_all
from referral_svc.simulation.territory import DAYS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m referral_svc.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="how many territories, each with its own year")
    parser.add_argument("--weeks", type=int, default=DAYS // 7)
    parser.add_argument("--figure", type=Path, help="where to draw the figure (SVG)")
    given = parser.parse_args()
    runs = run_all(DEFAULT_RULES, range(1, given.seeds + 1), given.weeks)
    print(report(DEFAULT_RULES, runs, given.weeks))
    if given.figure:
        given.figure.write_text(draw(runs))
    return 1 if failures(runs) else 0


if __name__ == "__main__":
    raise SystemExit(main())
