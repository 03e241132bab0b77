"""What a week opens, written again for another week as single openings. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from scheduling_svc.openings.derivation import DaysOff, opening_days
from scheduling_svc.openings.models import Opening, OpeningKind, Terms


def copied_week(openings: Sequence[Opening], days_off: DaysOff, source: date, target: date) -> list[Terms]:
    """Both Mondays. A weekly opening that falls on the target day too is there already, or was left out on purpose;
    a public holiday stays shut, and so does what the target week has open at the same times and place."""
    shift = target - source
    there = {
        (day, one.place_id, one.from_time, one.to_time)
        for one in openings
        for day in opening_days(one, target, target + timedelta(days=6))
    }
    copies: list[Terms] = []
    for one in openings:
        for day in opening_days(one, source, source + timedelta(days=6)):
            key = (day + shift, one.place_id, one.from_time, one.to_time)
            if days_off.close(one, day) or day + shift in days_off.holidays or key in there:
                continue
            there.add(key)
            copies.append(
                replace(
                    one.terms(), kind=OpeningKind.ONE_OFF, weekdays=[], starts_on=day + shift, ends_on=day + shift,
                    exceptions=[],
                )
            )  # fmt: skip
    return copies
