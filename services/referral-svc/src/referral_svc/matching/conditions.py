"""The hard conditions (rules of the profession, section 3). Each has its code; each excluded is told why.

`Practice` is what a professional declared, `Search` what the blind view lets through: neither holds a
cover, a nationality, a name or an address of the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from referral_svc.matching.distance import haversine_km
from referral_svc.matching.reasons import Reason
from referral_svc.matching.responsiveness import NEVER_ASKED, History

#: Conditions that another week, or a wider ring, would change.
PASSING = frozenset(
    {
        "already_asked", "paused", "absent", "no_place_left", "weekly_cap_reached", "asked_enough_lately",
        "out_of_ring",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Search:
    """The blind view of one request: place, age band, need, constraints and medical criteria."""

    kind: str
    professions: frozenset[str]
    """TRE_G15 codes that fit the need."""
    general_practice: bool
    """Whether only a general practitioner fits, among doctors."""
    age_years: tuple[int, int] | None
    """Youngest and oldest age of the person's age band; None when unknown."""
    latitude: float | None
    longitude: float | None
    medical_class: int
    home_visit: bool = False
    teleconsultation: str | None = None
    """`accepted` in place of a visit at home, or `required`."""
    usual_professional_id: UUID | None = None
    specialties: frozenset[str] = frozenset()
    """TRE_R38 codes of which a doctor must hold one; empty when any doctor fits."""
    structures: frozenset[str] = frozenset()
    """FINESS categories in one of which he must practise; empty when anywhere will do."""
    agreement_missing: frozenset[str] = frozenset()
    """Professions that act only with the médecin traitant's agreement, which is not recorded."""
    starts_on: date | None = None
    """From which day the carer is needed, when that is known."""

    def care_on(self, today: date) -> date:
        """The day on which an absence matters."""
        return max(today, self.starts_on) if self.starts_on else today


@dataclass(frozen=True)
class Practice:
    """One professional as he declared himself, and where he stands with solicitations."""

    professional_id: UUID
    profession_code: str
    is_general_practitioner: bool = False
    specialties: frozenset[str] = frozenset()
    """TRE_R38 codes, of a doctor."""
    structures: frozenset[str] = frozenset()
    """FINESS categories of the structures where he practises, when the search asks for some."""
    is_member: bool = True
    is_volunteer: bool = False
    points: tuple[tuple[float, float], ...] = ()
    """Latitude and longitude of each practice place."""
    commune_name: str | None = None
    accepts_new_patients: bool | None = None
    accepts_from: date | None = None
    """First day on which he takes them; None when already."""
    home_visits: bool = False
    teleconsultation: bool = False
    min_age: int | None = None
    max_age: int | None = None
    capacity: int | None = None
    working_time: float = 1.0
    absences: tuple[tuple[date, date], ...] = ()
    paused_until: datetime | None = None
    weekly_cap: int = 3
    asked_this_week: int = 0
    asked_lately: int = 0
    """Within the longer span of the rules; `lately` is how many that allows, and of how many days."""
    lately: tuple[int, int] | None = None
    places_left: int | None = None
    reserved: int = 0
    declined_kinds: frozenset[str] = frozenset()
    already_asked: bool = False
    unmet: frozenset[str] = frozenset()
    """Sealed hard conditions he does not meet, compared in disclosure: `not_accessible`, `language_required`,
    `sex_required`. What the person asked for is not known here."""
    wishes_met: int = 0
    """Soft wishes he meets, counted in disclosure."""
    reachable: bool = True
    """Whether a mail can be sent to him."""
    history: History = NEVER_ASKED
    """How he answered; empty for whoever objects to its use."""


def distance_km(search: Search, practice: Practice) -> float | None:
    """To his nearest place; None when one of the two has no coordinates."""
    if search.latitude is None or search.longitude is None or not practice.points:
        return None
    return min(haversine_km(search.latitude, search.longitude, lat, lon) for lat, lon in practice.points)


def lasting_obstacle(search: Search, practice: Practice, today: date) -> Reason | None:
    """The first condition of profession, practice or declared offer that he does not meet."""
    return next(_lasting(search, practice, search.care_on(today)), None)


def seen_remotely(search: Search, practice: Practice) -> bool:
    """A teleconsultation that the person accepts and that he offers stands for a visit at home."""
    return search.teleconsultation is not None and practice.teleconsultation


def passing_obstacle(practice: Practice, today: date, now: datetime) -> Reason | None:
    """The first condition that another week would change: these do not take him out of the fair share."""
    return next(_passing(practice, today, now), None)


# Each yields what is not met, in the order in which it is said: of hundreds of professionals the first is all that is
# asked for.
def _lasting(search: Search, practice: Practice, on: date) -> Iterator[Reason]:
    doctor = practice.profession_code == "10"
    if not (practice.is_member or practice.is_volunteer):
        yield _against("not_a_member")
    if (
        practice.profession_code not in search.professions
        or (doctor and search.general_practice and not practice.is_general_practitioner)
        or (doctor and search.specialties and search.specialties.isdisjoint(practice.specialties))
    ):
        yield _against("another_profession")
    if search.structures and search.structures.isdisjoint(practice.structures):
        yield _against("another_structure")
    if practice.profession_code in search.agreement_missing:
        yield _against("agreement_missing")
    yield from _declined(search, practice, on)
    # A band that his bounds cut is not refused: he may take some of those ages, and will say.
    youngest, oldest = search.age_years or (None, None)
    if oldest is not None and practice.min_age is not None and oldest < practice.min_age:
        yield _against("below_his_ages", min_age=practice.min_age)
    if youngest is not None and practice.max_age is not None and youngest > practice.max_age:
        yield _against("above_his_ages", max_age=practice.max_age)
    if search.teleconsultation == "required" and not practice.teleconsultation:
        yield _against("no_teleconsultation")
    if search.home_visit and not practice.home_visits and not seen_remotely(search, practice):
        yield _against("no_home_visit")
    for code in sorted(practice.unmet):
        yield _against(code)


def _declined(search: Search, practice: Practice, on: date) -> Iterator[Reason]:
    """What he said himself of such requests."""
    if search.kind in practice.declined_kinds:
        yield _against("kind_declined")
    if search.kind != "medecin_traitant":
        return
    if practice.accepts_new_patients is False:
        yield _against("takes_no_new_patient")
    opens = practice.accepts_from
    if opens is not None and opens > on:
        yield Reason("against", "takes_new_patients_later", {"from": opens.isoformat()})


def _passing(practice: Practice, today: date, now: datetime) -> Iterator[Reason]:
    if practice.already_asked:
        yield _against("already_asked")
    until = practice.paused_until
    if until is not None and until > now:
        yield _against("paused", until=until.date().isoformat())
    for starts_on, ends_on in practice.absences:
        if starts_on <= today <= ends_on:
            yield _against("absent", until=ends_on.isoformat())
    left = practice.places_left
    if left is not None and left - practice.reserved <= 0:
        yield _against("no_place_left", places=left, reserved=practice.reserved)
    asked, cap = practice.asked_this_week, practice.weekly_cap
    if asked >= cap:
        yield _against("weekly_cap_reached", asked=asked, cap=cap)
    if practice.lately is not None:
        cap, days = practice.lately
        if practice.asked_lately >= cap:
            yield _against("asked_enough_lately", asked=practice.asked_lately, cap=cap, days=days)


def _against(code: str, **values: Any) -> Reason:
    return Reason("against", code, values)


def out_of_ring(km: float | None, ring_km: float) -> Reason | None:
    if km is None or km <= ring_km:
        return None
    return Reason("against", "out_of_ring", {"ring_km": ring_km})
