"""`make drill`: the long form of R1 to R4 and R10, to be kept under docs/figures/; `make drill ARGS=50` kills less.

A quarter as many kills then fall on two hundred answers given at once, a few more on a list that is imported and
taken back. Half as many histories of agendas (R2) are used by six people each for a minute, twenty at once.
`make drill ARGS="40 answers lists"` drills these alone. The times of refusals (R10, `identifiers`) are
compared on the untouched system, before anything is killed.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import sys
import tempfile
from collections.abc import Set
from pathlib import Path

from local_system.running import RunningSystem
from tests.drill.agendas import HistoriesOutcome, histories_while_killed
from tests.drill.answers import AnswersOutcome, answers_while_killed
from tests.drill.identifiers import refusals_timed, report_identifiers
from tests.drill.kills import Outcome, drill
from tests.drill.lists import ListsOutcome, lists_while_killed

KILLS = 400
PARTS = frozenset({"identifiers", "writing", "histories", "lists", "answers"})
AT_ONCE, LASTING = 20, 60.0


def main(kills: int, parts: Set[str]) -> int:
    folder = Path(tempfile.mkdtemp(prefix="maillage-drill-"))
    wrong = []
    try:
        with RunningSystem(folder / "data") as system:
            if "identifiers" in parts:
                wrong.append(report_identifiers(refusals_timed(system, max(20, kills // 2))))
            if "writing" in parts:
                wrong.append(report(asyncio.run(drill(system, kills))))
            if "histories" in parts:
                wrong.append(report_histories(asyncio.run(histories(system, max(AT_ONCE, kills // 2)))))
            if "lists" in parts:
                wrong.append(report_lists(lists_while_killed(system, max(2, kills // 16))))
            if "answers" in parts:
                wrong.append(report_answers(answers_while_killed(system, max(1, kills // 4))))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(any(wrong))


def report(outcome: Outcome) -> bool:
    """True when something is wrong."""
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
    return bool(outcome.lost or outcome.double_bookings or outcome.untold or outcome.strayed or outcome.untrue)


def report_answers(outcome: AnswersOutcome) -> bool:
    print(
        f"   answers by {outcome.links} links, {outcome.kills} kills: {outcome.acknowledged} acknowledged, "
        f"{outcome.changed} of them changes, {outcome.came_back} links said yes, no and yes again"
    )
    print(
        f"   refused for want of a place {outcome.refused_full}; lost, doubled or over places {len(outcome.untrue)}"
    )
    for wrong in [*outcome.untrue, *outcome.unexpected][:10]:
        print(f"   {wrong}")
    # A drill in which nobody changed his mind has shown nothing.
    return bool(outcome.untrue or outcome.unexpected) or outcome.came_back < outcome.links // 10


async def histories(system: RunningSystem, count: int) -> HistoriesOutcome:
    """Twenty at once, each time from another seed."""
    whole = HistoriesOutcome()
    for seed in range(count // AT_ONCE):
        part = await histories_while_killed(system, AT_ONCE, LASTING, seed=seed, holds_end=True)
        whole.add(part)
        print(
            "\n".join([f"   R2 {whole.histories} histories, not linearizable {len(whole.untrue)}", *part.untrue]),
            flush=True,
        )
    return whole


def report_histories(outcome: HistoriesOutcome) -> bool:
    print(
        f"R2 {outcome.histories} histories of agendas, {outcome.acts.total()} acts under {outcome.kills} kills: "
        f"not linearizable {len(outcome.untrue)}; repeated after no answer {outcome.repeated}, "
        f"of these for an unexpected error {outcome.unexpected}"
    )
    print("   " + ", ".join(f"{act} {count}" for act, count in sorted(outcome.acts.items())))
    return bool(outcome.untrue or outcome.unexpected)


def report_lists(outcome: ListsOutcome) -> bool:
    print(
        f"   a list of {outcome.lines} lines, imported and taken back under {outcome.kills} kills: "
        f"missing, doubled or half done {len(outcome.untrue)}"
    )
    for wrong in outcome.untrue[:10]:
        print(f"   {wrong}")
    return bool(outcome.untrue)


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    named = {one for one in sys.argv[1:] if not one.isdigit()}
    sys.exit(
        main(numbers[0] if numbers else KILLS, named or {"writing", "histories", "answers", "lists", "identifiers"})
    )
