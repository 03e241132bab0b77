"""Whom to call next, and when a person counts as unreachable. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from referral_svc.calls.codes import CallOutcome, ReachOutcome

#: Long enough to see the mistake when the next number stands there, short enough that nobody has acted on it.
TAKEN_BACK_WITHIN = timedelta(minutes=5)

Turn = Literal["call_back", "first_call", "again", "later"]


@dataclass(frozen=True)
class Attempt:
    professional_id: UUID
    outcome: CallOutcome
    at: datetime
    call_again_at: datetime | None = None


@dataclass(frozen=True)
class Place:
    """Where a professional stands on the list. `calls` counts those already made for this request."""

    professional_id: UUID
    turn: Turn
    calls: int
    call_again_at: datetime | None


def call_order(ranked: Sequence[UUID], attempts: Sequence[Attempt], now: datetime) -> list[Place]:
    """`ranked` as matching orders them; `attempts` oldest first.

    Who asked to be called at an hour that has come goes first; then those never called, in the order of
    matching; then those who did not pick up, the least often called first; last, whose hour is still to come.
    """
    return sorted(
        (_place(one, [a for a in attempts if a.professional_id == one], now) for one in ranked),
        key=lambda place: (_TURNS.index(place.turn), place.call_again_at or now, place.calls),
    )


_TURNS: tuple[Turn, ...] = ("call_back", "first_call", "again", "later")


def _place(one: UUID, made: Sequence[Attempt], now: datetime) -> Place:
    if not made:
        return Place(one, "first_call", 0, None)
    again_at = made[-1].call_again_at
    if again_at is None:
        return Place(one, "again", len(made), None)
    return Place(one, "call_back" if again_at <= now else "later", len(made), again_at)


@dataclass(frozen=True)
class Reach:
    outcome: ReachOutcome
    on_day: date
    led_to_hold: bool


def missed_days(attempts: Sequence[Reach]) -> int:
    """Different days on which the person was missed, since they were last reached or put on hold (oldest first).

    Three calls in one afternoon are one day: a person may be at work, at the hospital, or asleep.
    """
    days: set[date] = set()
    for attempt in attempts:
        if attempt.outcome == ReachOutcome.REACHED or attempt.led_to_hold:
            days.clear()
        else:
            days.add(attempt.on_day)
    return len(days)
