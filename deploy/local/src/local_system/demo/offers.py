"""What each professional of the territory offers, his absences, and who belongs to which CPTS since when."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from local_system.demo import people
from local_system.demo.people import DOCTOR, MIDWIFE, NURSE, PHYSIO, Professional

_LANGUAGES = ("ar", "pt", "es", "en", "tr", "it", "de", "vi", "pl", "ru", "ro", "fsl")


@dataclass(frozen=True)
class Offer:
    """The vocabulary of the directory's own offer."""

    accepts_new_patients: bool
    capacity: int
    """New patients a year, as the professional declares it."""
    working_time: float
    """Share of a full time, 0 to 1."""
    home_visits: bool
    teleconsultation: bool
    languages: tuple[str, ...]
    wheelchair_accessible: bool
    min_age: int | None
    max_age: int | None
    tiers_payant: bool


@dataclass(frozen=True)
class Absence:
    rpps: str
    starts_on: date
    ends_on: date
    reason_code: str


def offers() -> dict[str, Offer]:
    """By RPPS number: members and doctors in town. Of the others nobody has asked yet, and the directory says so."""
    return {
        p.rpps: _offer(p)
        for p in people.professionals()
        if p.cpts or (p.activities[0].mode == "L" and p.profession == DOCTOR)
    }


def _offer(person: Professional) -> Offer:
    rng = random.Random(f"maillage/offer/{person.rpps}")
    languages = {"fr"} | ({rng.choice(_LANGUAGES)} if rng.random() < 0.3 else set())
    if rng.random() < 0.45:
        languages.add("en")
    visits = {DOCTOR: 0.6 if person.is_gp else 0.05, NURSE: 0.97, PHYSIO: 0.7, MIDWIFE: 0.6}.get(
        person.profession, 0.08
    )
    paediatric = person.skills[:1] == ("SM40",)
    geriatric = person.skills[:1] == ("SM18",)
    return Offer(
        accepts_new_patients=person in _welcoming() or rng.random() < _chance_of_welcome(person),
        capacity=rng.choice((12, 20, 24, 30, 40, 60)) if person.is_gp else rng.choice((40, 80, 120)),
        working_time=rng.choice((1.0, 1.0, 1.0, 0.8, 0.8, 0.6, 0.5)),
        home_visits=rng.random() < visits,
        teleconsultation=rng.random() < (0.4 if person.profession == DOCTOR else 0.08),
        languages=tuple(sorted(languages)),
        wheelchair_accessible=rng.random() < 0.8,
        min_age=65 if geriatric else (6 if person.is_gp and rng.random() < 0.1 else None),
        max_age=17 if paediatric else None,
        tiers_payant=rng.random() < 0.85,
    )


def opens_later() -> str:
    """RPPS number of the one who takes new patients from a day to come."""
    return next(p.rpps for p in reversed(people.second_members()) if p.is_gp)


def _welcoming() -> tuple[Professional, ...]:
    """The three GPs whose accounts are shown at start take new patients, so that there is something to answer."""
    return tuple(p for p in people.members() if p.is_gp)[:3]


def _chance_of_welcome(person: Professional) -> float:
    if not person.is_gp:
        return 0.8
    return 0.72 if person.cpts else 0.3


def absences(today: date) -> tuple[Absence, ...]:
    """Holidays and training around `today`, one long leave: some running, some to come."""
    rng = random.Random("maillage/absences")
    away: list[Absence] = []
    for person in people.members():
        if person.profession not in (DOCTOR, NURSE, PHYSIO) or rng.random() > 0.16 or person in _welcoming():
            continue
        starts = today + timedelta(days=rng.choice((-9, -4, 3, 8, 12, 20, 33)))
        away.append(Absence(person.rpps, starts, starts + timedelta(days=rng.choice((2, 6, 13, 20))), "holiday"))
    return tuple(away)


def joined_on(person: Professional, today: date) -> date:
    """Members joined over the five years of the contract."""
    return today - timedelta(days=60 + random.Random(f"maillage/joined/{person.rpps}").randrange(5 * 365))


def volunteers() -> frozenset[str]:
    """GPs of the territory who agreed to be asked without being members: RPPS numbers."""
    rng = random.Random("maillage/volunteers")
    gps = [p for p in people.professionals() if p.is_gp and p.cpts is None and p.commune.cpts == "first"]
    return frozenset(p.rpps for p in rng.sample(gps, 9))
