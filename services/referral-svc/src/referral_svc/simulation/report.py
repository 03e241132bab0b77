"""The table that `make simulate` prints: median over the territories, least and most in brackets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from referral_svc.matching.rules import RuleSet
from referral_svc.simulation.measures import CLASSES, Measures
from referral_svc.simulation.runs import BASELINES, OURS, Run, of_way
from referral_svc.simulation.territory import DOCTORS, INHABITANTS, PERSONS_BY_CLASS, VOLUNTEERS

WAYS = {
    OURS: "Maillage",
    "phone": "phone one by one",
    "phone_rotating": "phone, rotating",
    "first_wins": "first yes wins",
    "nearest": "nearest first",
}

ROWS: Sequence[tuple[str, Callable[[Measures], float], str]] = (
    ("placed in the year", lambda m: m.placed, "{:.0f}"),
    ("load: Gini per unit of capacity", lambda m: m.gini, "{:.2f}"),
    ("load: most / mean", lambda m: m.max_over_mean, "{:.1f}"),
    ("distance, mean km", lambda m: m.km, "{:.1f}"),
    ("delay to a yes, median days", lambda m: m.delay_median, "{:.2f}"),
    ("delay to a yes, p90 days", lambda m: m.delay_p90, "{:.1f}"),
    ("  p90, fragile persons (P1 to P3)", lambda m: m.delay_fragile_p90, "{:.1f}"),
    ("solicitations per placement", lambda m: m.solicitations_per_placement, "{:.1f}"),
    ("most asked doctor, times a year", lambda m: m.most_asked, "{:.0f}"),
    ("placed without a call, %", lambda m: 100 * m.without_call, "{:.0f}"),
    ("calls per person", lambda m: m.calls_per_person, "{:.1f}"),
)


@dataclass(frozen=True)
class Target:
    """What must hold at once."""

    words: str
    value: float
    most: float

    @property
    def held(self) -> bool:
        return self.value <= self.most


def targets(ours: Measures, baselines: dict[str, Measures]) -> list[Target]:
    halves = [
        Target(f"Gini of load at most half of: {WAYS[name]}", ours.gini, baselines[name].gini / 2)
        for name in BASELINES
    ]
    return [
        *halves,
        Target("mean distance within twice nearest first (km)", ours.km, 2 * baselines["nearest"].km),
        Target("median delay to a yes (days)", ours.delay_median, 1.25),
        Target("p90 of the delay to a yes (days)", ours.delay_p90, 5.0),
        Target("solicitations per placement", ours.solicitations_per_placement, 6.0),
        Target("placements that needed a call (part)", 1 - ours.without_call, 0.1),
        Target("times the most asked doctor was asked", ours.most_asked, 60),
    ]


def targets_of(runs: Sequence[Run], seed: int) -> list[Target]:
    by_way = {run.way: run.measures for run in runs if run.seed == seed}
    return targets(by_way[OURS], by_way)


def failures(runs: Sequence[Run]) -> list[str]:
    """In any territory."""
    seeds = sorted({run.seed for run in runs})
    return [f"territory {seed}: {one.words}" for seed in seeds for one in targets_of(runs, seed) if not one.held]


def report(rules: RuleSet, runs: Sequence[Run], weeks: int) -> str:
    seeds = sorted({run.seed for run in runs})
    people = sum(PERSONS_BY_CLASS.values())
    return "\n".join(
        [
            f"Rules {rules.version}. {len(seeds)} invented territories of {INHABITANTS} inhabitants, {DOCTORS} "
            f"general practitioners of whom {VOLUNTEERS} volunteer,",
            f"{people} requests a year, {weeks} weeks each from a cold start. Median over the territories (least to "
            "most).",
            "",
            *_table(runs),
            "",
            "Delay to a yes by class under Maillage, days: median / p90 (median over the territories)",
            *_classes(of_way(runs, OURS)),
            "",
            "Targets, all at once, in each territory: worst value, and what it may be at most there",
            *_verdicts(runs, seeds),
        ]
    )


def _table(runs: Sequence[Run]) -> list[str]:
    lines = [" " * 34 + "".join(f"{words:>21}" for words in WAYS.values())]
    for words, read, shape in ROWS:
        cells = []
        for way in WAYS:
            values = [read(run.measures) for run in of_way(runs, way)]
            middle, least, most = (shape.format(value) for value in (median(values), min(values), max(values)))
            cells.append(f"{middle} ({least} to {most})")
        lines.append(f"{words:<34}" + "".join(f"{cell:>21}" for cell in cells))
    return lines


def _classes(ours: Sequence[Run]) -> list[str]:
    lines = []
    for number in CLASSES:
        delays = [run.delays[number] for run in ours]
        middle, late = median(one.median for one in delays), median(one.p90 for one in delays)
        lines.append(f"  P{number}  {middle:5.2f} / {late:4.1f}   ({delays[0].persons} persons a territory)")
    return lines


def _verdicts(runs: Sequence[Run], seeds: Sequence[int]) -> list[str]:
    lines = []
    for same in zip(*(targets_of(runs, seed) for seed in seeds), strict=True):
        worst = max(same, key=lambda one: one.value / one.most)
        held = sum(one.held for one in same)
        lines.append(f"  {worst.words:<50} {worst.value:6.2f} <= {worst.most:6.2f}   in {held} of {len(same)}")
    return lines
