"""The shared hours (SNP) of about 25 professionals: weekly openings, and a few one-off ones."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from local_system.demo import people
from local_system.demo.accounts import accounts
from local_system.demo.people import DENTIST, DOCTOR, MIDWIFE, NURSE, PHYSIO, Professional


@dataclass(frozen=True)
class Opening:
    rpps: str
    kind: str
    """`weekly` or `one_off`."""
    weekdays: tuple[int, ...]
    """1 is Monday; empty for a one-off opening."""
    starts_on: date
    ends_on: date | None
    from_time: str
    to_time: str
    """Local time of the place, HH:MM."""
    slot_minutes: int
    modality: str
    """AMB, HH or VR."""
    audience: tuple[str, ...]
    shared_with: tuple[str, ...] = ()
    """Other CPTS of his, whose members find and book it."""


_MORNINGS = (("08:30", "10:00"), ("09:00", "10:30"), ("10:30", "12:00"), ("11:00", "12:30"))
_AFTERNOONS = (("13:30", "15:00"), ("14:00", "15:30"), ("16:00", "17:30"), ("17:30", "19:00"))


def sharers() -> tuple[Professional, ...]:
    """16 GPs, 3 nurses, 2 physiotherapists, 2 dentists or specialists, 2 midwives: all members but the last ones."""
    members = people.members()
    gps = [p for p in members if p.is_gp][:16]
    nurses = [p for p in members if p.profession == NURSE and p.activities[0].mode == "L"][:3]
    physios = [p for p in members if p.profession == PHYSIO][:2]
    others = [p for p in members if p.profession in (DENTIST, MIDWIFE)][:3]
    specialist = [p for p in members if p.profession == DOCTOR and not p.is_gp and p.activities[0].mode == "L"][:1]
    return tuple(gps + nurses + physios + others + specialist)


def openings(today: date) -> tuple[Opening, ...]:
    """From six weeks ago on, so that the past has its appointments too."""
    first = today - timedelta(days=42 + today.weekday())
    made: list[Opening] = []
    for rank, person in enumerate(sharers()):
        rng = random.Random(f"maillage/openings/{person.rpps}")
        minutes = {DOCTOR: 15, NURSE: 30, PHYSIO: 30}.get(person.profession, 30)
        days = sorted(rng.sample((1, 2, 3, 4, 5), 2 if rank % 3 else 3))
        for spans in (_MORNINGS, _AFTERNOONS)[: 2 if rank % 2 else 1]:
            start, end = rng.choice(spans)
            made.append(
                _weekly(
                    person, first, tuple(days), (start, end), minutes, "HH" if person.profession == NURSE else "AMB"
                )
            )
            days = days[:1]
        if rank % 6 == 0:
            made.append(_weekly(person, first, (6,), ("08:30", "11:30"), minutes, "AMB"))
        if rank % 5 == 2:
            made.append(_weekly(person, first, (rng.choice((2, 4)),), ("12:30", "13:30"), 15, "VR"))
        if rank % 4 == 1:
            day = _weekday(today + timedelta(days=rng.randint(1, 9)))
            made.append(
                Opening(person.rpps, "one_off", (), day, day, "19:00", "20:00", minutes, "AMB", ("cpts", "snp"))
            )
    also = {account.rpps: account.also for account in accounts() if account.also}
    shared = {opening.rpps: n for n, opening in reversed(list(enumerate(made))) if opening.rpps in also}
    for rpps, first_of_his in shared.items():
        made[first_of_his] = replace(made[first_of_his], shared_with=(also[rpps],))
    return tuple(made)


def _weekly(
    person: Professional, first: date, days: tuple[int, ...], span: tuple[str, str], minutes: int, modality: str
) -> Opening:
    audience = ("cpts", "pro", "snp") if modality != "HH" else ("cpts", "snp")
    return Opening(person.rpps, "weekly", days, first, None, span[0], span[1], minutes, modality, audience)


def _weekday(day: date) -> date:
    """The day itself from Monday to Friday, else the next Monday."""
    return day + timedelta(days=8 - day.isoweekday()) if day.isoweekday() > 5 else day
