"""What a doctor does with a mail or a call. Drawn from the seed, the person and the doctor alone: the same doctor
has the same mood for the same person, whichever way he is asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from carekit.clock import PARIS
from referral_svc.simulation.territory import HOLIDAYS, Doctor, at_paris

OPENS, CLOSES, SATURDAY_CLOSES = 8.0, 20.0, 12.0
#: Of those whom the first mail leaves silent, how many the reminder wakes.
WOKEN_BY_REMINDER = 0.25
#: However tired, so many of his usual answers remain.
LEAST_PATIENCE = 0.4
#: Within one doctor, from one answer to the next (standard deviation of the logarithm).
HASTE = 1.0
#: A call reaches the doctor, or his secretary who asks him and calls back at once.
REACHED_BY_PHONE = 0.55
#: Whoever already follows the person, or the family, says yes to most.
USUAL_DOCTOR_YES = 0.75


@dataclass(frozen=True)
class Asked:
    """What surrounds one solicitation."""

    seed: int
    person: int
    attempt: int
    at: datetime
    reminder_at: datetime | None
    recently: int
    """Solicitations and calls of the four weeks before."""
    km: float
    load: float
    """Part of his capacity that is taken, 0 to 1 or more."""
    usual: bool


@dataclass(frozen=True)
class Reply:
    at: datetime
    yes: bool


def by_mail(doctor: Doctor, asked: Asked) -> Reply | None:
    """None: he never answers."""
    dice = _dice(doctor, asked)
    heard, woken, agrees, pace = dice.random(), dice.random(), dice.random(), dice.gauss(0, 1)
    patience = _patience(doctor, asked)
    starts = asked.at
    if heard >= (1 - doctor.silence) * patience:
        if asked.reminder_at is None or woken >= WOKEN_BY_REMINDER * patience:
            return None
        starts = asked.reminder_at
    hours = doctor.median_hours * math.exp(HASTE * pace)
    return Reply(_after_open_hours(doctor, starts, hours), agrees < chance_of_yes(doctor, asked))


def by_phone(doctor: Doctor, asked: Asked) -> bool | None:
    """None: nobody could be reached."""
    dice = _dice(doctor, asked)
    reached, _, agrees = dice.random(), dice.random(), dice.random()
    day = asked.at.astimezone(PARIS).date()
    if reached >= REACHED_BY_PHONE * _patience(doctor, asked) or away(doctor, day):
        return None
    return agrees < chance_of_yes(doctor, asked)


def chance_of_yes(doctor: Doctor, asked: Asked) -> float:
    """Falls as he fills up, and beyond the distance at which home visits become a burden."""
    if asked.usual:
        return max(doctor.willingness, USUAL_DOCTOR_YES)
    room = 1 - 0.3 * min(1.0, asked.load)
    near = 1.0 if asked.km <= 8 else 0.85 if asked.km <= 14 else 0.7
    will = doctor.willingness if doctor.volunteers else 0.15 * doctor.willingness
    return will * room * near


def _patience(doctor: Doctor, asked: Asked) -> float:
    return max(LEAST_PATIENCE, 1 - doctor.fatigue * asked.recently)


def _dice(doctor: Doctor, asked: Asked) -> Random:
    return Random(f"{asked.seed} {asked.person} {doctor.number} {asked.attempt}")


def away(doctor: Doctor, day: date) -> bool:
    return (
        day.weekday() == 6
        or day.weekday() == doctor.day_off
        or day in HOLIDAYS
        or any(first <= day <= last for first, last in doctor.holidays)
    )


def _after_open_hours(doctor: Doctor, at: datetime, hours: float) -> datetime:
    """When so many of his opening hours have passed."""
    day = at.astimezone(PARIS).date()
    while True:
        if not away(doctor, day):
            opens = max(at, at_paris(day, OPENS))
            closes = at_paris(day, SATURDAY_CLOSES if day.weekday() == 5 else CLOSES)
            left = (closes - opens).total_seconds() / 3600
            if left >= hours:
                return opens + timedelta(hours=hours)
            hours -= max(0.0, left)
        day += timedelta(days=1)
