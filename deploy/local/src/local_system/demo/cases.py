"""Seventy-one requests and what became of each: who stated it, for whom, when, and where it stands today."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from local_system.demo.patients import Patient, patients
from local_system.demo.replay import at_work, last_at_work


class Ending(Enum):
    """Where the story stops. The order is that of the life cycle."""

    STATED = "stated"
    QUALIFIED = "qualified"
    SEARCHING = "searching"
    PROPOSED = "proposed"
    PLACED = "placed"
    CLOSED = "closed"
    ON_HOLD = "on_hold"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Case:
    rank: int
    patient: Patient
    kind: str
    needs: tuple[str, ...]
    referrer: str
    """Key of the account that states it."""
    urgency: str
    chips: dict[str, str]
    """Answers to the questions that decide priority: yes, no, unknown; `cover` has its own words."""
    constraints: dict[str, object]
    ending: Ending
    age: timedelta
    """How long ago it was stated, counted from the last moment of work."""

    def stated_at(self, now: datetime) -> datetime:
        """An instant of office hours, never after `now`."""
        wanted = last_at_work(now) - self.age
        forward = at_work(wanted)
        return forward if forward <= now else last_at_work(wanted)


#: Ending → (how many, the oldest and the youngest in days).
_ENDINGS: tuple[tuple[Ending, int, float, float], ...] = (
    (Ending.CLOSED, 20, 41.0, 16.0),
    (Ending.PLACED, 9, 15.0, 4.0),
    (Ending.PROPOSED, 5, 7.0, 1.5),
    (Ending.SEARCHING, 7, 4.0, 0.9),
    (Ending.SEARCHING, 3, 24.0, 13.0),  # long past their target
    (Ending.QUALIFIED, 3, 2.0, 0.6),
    (Ending.QUALIFIED, 1, 9.0, 9.0),
    (Ending.STATED, 4, 1.2, 0.15),
    (Ending.STATED, 2, 4.0, 3.0),
    (Ending.ON_HOLD, 4, 19.0, 6.0),
    (Ending.REDIRECTED, 3, 30.0, 5.0),
    (Ending.WITHDRAWN, 3, 33.0, 7.0),
    # Last, so that the draws of the others stay what they were: unscheduled care, and an image to be taken.
    (Ending.STATED, 2, 0.4, 0.1),
    (Ending.QUALIFIED, 3, 1.5, 0.7),
    # Social needs that a partner has in charge or has met (`partners.py`).
    (Ending.QUALIFIED, 2, 3.0, 1.0),
)

#: Kind → (weight, the needs it may state, the accounts that state it).
_KINDS: dict[str, tuple[int, tuple[tuple[str, ...], ...], tuple[str, ...]]] = {
    "medecin_traitant": (
        40,
        (
            ("find_medecin_traitant",),
            ("find_medecin_traitant", "chronic_follow_up"),
            ("find_medecin_traitant", "treatment_renewal"),
        ),
        ("pharmacist", "pharmacist", "nurse", "social_worker", "ward", "health_mediator", "case_manager"),
    ),
    "care": (
        8,
        (("wound_care",), ("pill_box", "nursing"), ("physiotherapy",), ("injection",), ("home_washing",)),
        ("pharmacist", "gp", "ward", "case_manager"),
    ),
    "social": (5, (("rights",), ("housing",), ("home_help", "rights")), ("nurse", "pharmacist", "social_worker")),
    "specialist": (4, (("specialist_advice",), ("specialist_visit",)), ("gp", "second_gp")),
    "discharge": (3, (("nurse_at_discharge",),), ("ward",)),
    "dental": (2, (("dental_care",),), ("social_worker", "health_mediator")),
    "psychiatry": (2, (("psychiatric_follow_up",),), ("gp", "social_worker")),
    "snp": (0, (("unscheduled_care",),), ("pharmacist", "nurse", "regulator")),
    "imaging_biology": (0, (("imaging",),), ("gp",)),
}
#: Requests still open for the social coordinator and of the rarer kinds, by rank: chance alone might leave none.
_CHOSEN_KINDS = {
    45: "social", 47: "social", 49: "social", 50: "specialist", 53: "care", 64: "snp", 65: "snp", 66: "snp",
    67: "snp", 68: "imaging_biology", 69: "social", 70: "social",
}  # fmt: skip
COUNT = sum(count for _, count, _, _ in _ENDINGS)


def cases(today: date) -> tuple[Case, ...]:
    rng = random.Random("maillage/cases")
    people = patients(today)
    return tuple(_case(rng, rank, people[rank], ending, days) for rank, (ending, days) in enumerate(_ages()))


def _ages() -> Iterator[tuple[Ending, float]]:
    for ending, count, oldest, youngest in _ENDINGS:
        step = (oldest - youngest) / max(1, count - 1)
        for rank in range(count):
            yield ending, oldest - step * rank


def _case(rng: random.Random, rank: int, patient: Patient, ending: Ending, days: float) -> Case:
    kind = _CHOSEN_KINDS.get(rank) or _kind(rng, ending, patient)
    _, needs, referrers = _KINDS[kind]
    need = rng.choice(needs)
    if kind == "medecin_traitant" and patient.age < 16:
        need = ("find_medecin_traitant", "child_follow_up")
    visits = kind == "medecin_traitant" and patient.age >= 80 and rng.random() < 0.4
    return Case(
        rank=rank,
        patient=patient,
        kind=kind,
        needs=(*need, "home_follow_up") if visits else need,
        referrer=rng.choice(referrers),
        urgency=rng.choices(("normal", "soon", "urgent"), weights=(60, 30, 10))[0],
        chips=_chips(rng, patient, kind),
        constraints={
            "home_visit": visits,
            "wheelchair": patient.age >= 70 and rng.random() < 0.12,
            "language_codes": [] if patient.language == "fr" else [patient.language],
            "doctor_sex": "female" if rng.random() < 0.08 else None,
            "doctor_sex_imperative": False,
            "advance_choice": ending in (Ending.PLACED, Ending.CLOSED) and rng.random() < 0.25,
        },
        ending=ending,
        age=timedelta(days=days, minutes=rng.randrange(0, 240)),
    )


def _kind(rng: random.Random, ending: Ending, patient: Patient) -> str:
    """The searches of a doctor fill the middle of the life cycle; a social request is handed over instead."""
    kinds = dict(_KINDS)
    if ending in (Ending.PROPOSED, Ending.PLACED, Ending.CLOSED, Ending.SEARCHING):
        for kind in ("social", "specialist", "psychiatry", "dental"):
            kinds.pop(kind)
    if patient.age < 16:
        kinds = {"medecin_traitant": kinds["medecin_traitant"]}
    return rng.choices(list(kinds), weights=[weight for weight, _, _ in kinds.values()])[0]


def _chips(rng: random.Random, patient: Patient, kind: str) -> dict[str, str]:
    def yes(chance: float, unknown: float = 0.1) -> str:
        drawn = rng.random()
        return "yes" if drawn < chance else "unknown" if drawn > 1 - unknown else "no"

    old, adult = patient.age >= 70, patient.age >= 40
    return {
        "ald": yes(0.26 if old else 0.18 if adult else 0.04),
        "chronic_conditions": yes(0.28 if old else 0.14 if adult else 0.04),
        "regular_medication": yes(0.8 if old else 0.4 if adult else 0.08),
        "specialist_care": yes(0.35 if adult else 0.06),
        "pregnancy": yes(0.12, 0.05) if patient.sex == "female" and 18 <= patient.age <= 42 else "no",
        "treatment_stopped": yes(0.1 if adult else 0.02, 0.05),
        "discharge_within_7_days": "yes" if kind == "discharge" else "no",
        "dependency": yes(0.35) if patient.age >= 80 else "no",
        "handicap": yes(0.08, 0.04),
        "nursing_home": yes(0.06, 0.0) if patient.age >= 80 else "no",
        "isolation": yes(0.22, 0.15),
        "homelessness": "yes" if patient.commune is None else "no",
        "cover": patient.cover,
    }
