"""What one simulated year did: to the doctors (load), to persons (delay, distance), to the coordinator (calls)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from referral_svc.simulation.year import Case, Year

CLASSES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Measures:
    """Numbers of one year under one way. Delays in calendar days from qualified to the first yes."""

    placed: int
    gini: float
    """Of the load per unit of capacity, over the volunteers: 0 when all carry the same."""
    max_over_mean: float
    """The most loaded volunteer, per unit of capacity, over the mean."""
    km: float
    delay_median: float
    delay_p90: float
    delay_fragile_p90: float
    solicitations_per_placement: float
    most_asked: int
    """Solicitations of the most asked doctor in the year."""
    without_call: float
    """Part of the placements that needed no phone call."""
    calls_per_person: float


@dataclass(frozen=True)
class Delays:
    """Of one priority class."""

    persons: int
    median: float
    p90: float


def measure(year: Year) -> Measures:
    placed = [case for case in year.cases if case.doctor is not None]
    loads = load_per_capacity(year)
    return Measures(
        placed=len(placed),
        gini=gini(loads),
        max_over_mean=max(loads) / mean(loads),
        km=mean(_km(year, case) for case in placed),
        delay_median=_delays(year.cases).median,
        delay_p90=_delays(year.cases).p90,
        delay_fragile_p90=_delays([case for case in year.cases if case.person.fragile]).p90,
        solicitations_per_placement=sum(case.solicitations for case in year.cases) / len(placed),
        most_asked=max(len(standing.asked_at) + len(standing.called_at) for standing in year.standings),
        without_call=sum(1 for case in placed if not case.call_count) / len(placed),
        calls_per_person=sum(case.call_count for case in year.cases) / len(year.cases),
    )


def delays_by_class(year: Year) -> dict[int, Delays]:
    return {
        number: _delays([case for case in year.cases if case.person.priority_class == number]) for number in CLASSES
    }


def load_per_capacity(year: Year) -> list[float]:
    """Of each volunteer: placements over declared capacity x working time."""
    return [
        standing.placements / (doctor.capacity * doctor.working_time)
        for doctor, standing in zip(year.world.doctors, year.standings, strict=True)
        if doctor.volunteers
    ]


def asked(year: Year) -> list[int]:
    """Solicitations and calls that each volunteer received."""
    return [
        len(standing.asked_at) + len(standing.called_at)
        for doctor, standing in zip(year.world.doctors, year.standings, strict=True)
        if doctor.volunteers
    ]


def gini(values: Sequence[float]) -> float:
    """Mean absolute difference over twice the mean (Gini, 1912); 0 when nobody carries anything."""
    total = sum(values)
    if total <= 0:
        return 0.0
    ranked = sorted(values)
    n = len(ranked)
    return sum((2 * rank - n - 1) * value for rank, value in enumerate(ranked, start=1)) / (n * total)


def percentile(values: Sequence[float], part: float) -> float:
    """Nearest rank."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(part * len(ranked)) - 1)] if ranked else math.nan


def _delays(cases: Sequence[Case]) -> Delays:
    """Whoever never had a yes waited for ever: dropped, he would make the way that failed him look quick."""
    days = [math.inf if (waited := case.days_to_yes()) is None else waited for case in cases]
    return Delays(len(days), median(days) if days else math.nan, percentile(days, 0.9))


def _km(year: Year, case: Case) -> float:
    assert case.doctor is not None
    return year.km(case.person, year.world.doctors[case.doctor])
