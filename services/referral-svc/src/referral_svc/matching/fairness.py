"""Fair share (rules of the profession, section 3): each doctor's part of the placements of twelve months.

For doctor i: weight w_i = declared capacity x working time x part of the window he was there;
target_i = (placements + calibration) x w_i / sum of w; shortfall_i = target_i - (placements_i + calibration_i).

A return from leave is calibrated by its weight: the weeks of absence leave the window as slowly as they
entered it, so nobody is owed what he was away for. A newcomer is credited, for the part of the window
before he came, what the others took on average for the same weight: he starts level, not owed a year.

Bound: before a doctor is asked, what he already has in hand (placements, places reserved by a yes,
solicitations still open) plus one must not exceed his share by more than B. Whatever is accepted, and in
whatever order, nobody who was asked in turn is then above his share by more than B. It holds for each by
himself, so that waves may be of any size.

Sums are exact (`fsum`): the order in which doctors are read moves no bit of a share, and a replay is byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Generic, TypeVar

Key = TypeVar("Key")

WINDOW_DAYS = 365


@dataclass(frozen=True)
class Load(Generic[Key]):
    """What one doctor declared and took over the window."""

    key: Key
    capacity: float
    """New persons a year he says he can take; 0 or less counts as nothing declared (see `weight`)."""
    working_time: float
    """0 to 1; 1 is full time."""
    placements: int = 0
    reserved: int = 0
    """Yeses that await the person's choice."""
    open_solicitations: int = 0
    absent_days: int = 0
    """Days of the window covered by declared absences."""
    present_days: int = WINDOW_DAYS
    """Days of the window since he joined; WINDOW_DAYS for whoever was there all along."""


@dataclass(frozen=True)
class Share:
    """One doctor's account, in placements."""

    placements: int
    calibration: float
    weight: float
    target: float
    shortfall: float
    """Positive: owed; negative: above his share."""
    in_hand: int
    """Yeses and open solicitations that may still become placements."""
    room: float
    """How many more he may be asked for before the bound; below 1 he waits his turn."""

    @property
    def above_bound(self) -> bool:
        return self.room < 1


def weight(load: Load[Key], default_capacity: float) -> float:
    capacity = load.capacity if load.capacity > 0 else default_capacity
    there = max(0, WINDOW_DAYS - load.absent_days) / WINDOW_DAYS
    return capacity * min(max(load.working_time, 0.0), 1.0) * there


def fair_shares(loads: Iterable[Load[Key]], bound: float) -> Mapping[Key, Share]:
    """The account of each doctor among those who could take the same requests."""
    pool = list(loads)
    declared = [load.capacity for load in pool if load.capacity > 0]
    # Somebody who declared no capacity weighs like the average of those who did.
    usual = fsum(declared) / len(declared) if declared else 1.0
    weights = {load.key: weight(load, usual) for load in pool}
    credits = _calibrations(pool, weights)
    total = sum(load.placements for load in pool) + fsum(credits.values())
    heavy = fsum(weights.values())
    shares: dict[Key, Share] = {}
    for load in pool:
        target = total * weights[load.key] / heavy if heavy > 0 else total / len(pool)
        taken = load.placements + credits[load.key]
        in_hand = load.reserved + load.open_solicitations
        shares[load.key] = Share(
            placements=load.placements,
            calibration=credits[load.key],
            weight=weights[load.key],
            target=target,
            shortfall=target - taken,
            in_hand=in_hand,
            room=target + bound - taken - in_hand,
        )
    return shares


def _calibrations(pool: list[Load[Key]], weights: Mapping[Key, float]) -> dict[Key, float]:
    """What each newcomer is credited for the days before he came, at the others' pace for his weight.

    Counted from the arrival of the first of them: before it nobody placed anybody, and nothing is owed for it.
    """
    days = {load.key: min(max(load.present_days, 0), WINDOW_DAYS) for load in pool}
    longest = max(days.values(), default=0)
    there = {key: present / longest if longest else 1.0 for key, present in days.items()}
    effort = fsum(weights[load.key] * there[load.key] for load in pool)
    pace = sum(load.placements for load in pool) / effort if effort > 0 else 0.0
    return {load.key: pace * weights[load.key] * (1 - there[load.key]) for load in pool}
