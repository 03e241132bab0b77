"""Every way over the same territories and the same moods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referral_svc.matching.rules import RuleSet
from referral_svc.simulation.measures import Delays, Measures, asked, delays_by_class, load_per_capacity, measure
from referral_svc.simulation.territory import territory
from referral_svc.simulation.ways import FirstAcceptsWins, NearestFirst, Ours, PhoneChain
from referral_svc.simulation.year import Way, Year

OURS = Ours.name
BASELINES = ("phone", "first_wins", "nearest")


@dataclass(frozen=True)
class Run:
    """One way over one territory."""

    way: str
    seed: int
    measures: Measures
    delays: dict[int, Delays]
    loads: Sequence[float]
    asked: Sequence[int]


def ways() -> list[Way]:
    return [Ours(), PhoneChain(), PhoneChain(rotates=True), FirstAcceptsWins(), NearestFirst()]


def run_all(rules: RuleSet, seeds: Iterable[int], weeks: int) -> list[Run]:
    found = []
    for seed in seeds:
        world = territory(seed, weeks)
        for way in ways():
            year = Year(world, way, rules).run()
            found.append(
                Run(way.name, seed, measure(year), delays_by_class(year), load_per_capacity(year), asked(year))
            )
    return found


def of_way(runs: Iterable[Run], way: str) -> list[Run]:
    return [run for run in runs if run.way == way]
