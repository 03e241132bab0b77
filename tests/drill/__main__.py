"""`make drill`: the long form of R1, R3 and R4, to be kept under docs/figures/; `make drill ARGS=50` kills less.

A quarter as many kills then fall on two hundred answers given at once.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from local_system.running import RunningSystem
from tests.drill.answers import AnswersOutcome, answers_while_killed
from tests.drill.kills import Outcome, drill

KILLS = 400


def main(kills: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix="maillage-drill-"))
    try:
        with RunningSystem(folder / "data") as system:
            outcome = asyncio.run(drill(system, kills))
            answers = answers_while_killed(system, max(1, kills // 4))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report(outcome)
    report_answers(answers)
    wrong = outcome.lost or outcome.double_bookings or outcome.untold or outcome.strayed or outcome.untrue
    return int(bool(wrong or answers.untrue or answers.unexpected))


def report(outcome: Outcome) -> None:
    for part, seconds in sorted(outcome.kills.items()):
        slow = statistics.quantiles(seconds, n=20)[18] if len(seconds) > 1 else seconds[0]
        print(f"R4 {part}: {len(seconds)} kills, back after {statistics.median(seconds):.2f} s, p95 {slow:.2f} s")
    print(f"R3 promised writes {outcome.promised}, lost {outcome.lost}")
    print(f"   repeated after no answer {outcome.repeated}, never answered {outcome.unanswered}")
    print(f"R1 double bookings {outcome.double_bookings}")
    print(f"   events: untold {outcome.untold}, strayed {outcome.strayed}, all told {outcome.told_after:.1f} s after")
    print(f"   main jobs: placed {outcome.placed}, seen soon {outcome.seen}, untrue {len(outcome.untrue)}")
    for untrue in outcome.untrue[:10]:
        print(f"   {untrue}")
    if outcome.cut_short:
        print(f"   cut short: {outcome.cut_short}")
    if outcome.refused:
        print(f"   refused: {len(outcome.refused)}, such as {outcome.refused[0]}")


def report_answers(outcome: AnswersOutcome) -> None:
    print(
        f"   answers by {outcome.links} links, {outcome.kills} kills: {outcome.acknowledged} acknowledged, "
        f"{outcome.refused_full} refused for want of a place, lost, doubled or over places {len(outcome.untrue)}"
    )
    for wrong in [*outcome.untrue, *outcome.unexpected][:10]:
        print(f"   {wrong}")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS))
