"""What matching may know of the invented doctors and persons: as the service would read it from its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from referral_svc.matching.conditions import Practice, Search
from referral_svc.matching.fairness import WINDOW_DAYS, Load
from referral_svc.matching.responsiveness import History
from referral_svc.matching.rules import RuleSet
from referral_svc.simulation.territory import FIRST_DAY, Doctor, Person, at_paris

GENERAL_PRACTITIONER = "10"
WEEK = timedelta(days=7)


@dataclass
class Standing:
    """What became of one doctor so far."""

    placements: int = 0
    reserved: int = 0
    open: int = 0
    asked_at: list[datetime] = field(default_factory=list)
    called_at: list[datetime] = field(default_factory=list)
    yes: int = 0
    no: int = 0
    silent: int = 0
    answers: int = 0
    hours: float = 0.0

    def asked_since(self, at: datetime) -> int:
        found = 0
        for when in reversed(self.asked_at):
            if when <= at:
                break
            found += 1
        return found

    def history(self) -> History:
        last = self.asked_at[-1] if self.asked_at else None
        return History(self.yes, self.no, self.silent, self.answers, self.hours, last)


def search_for(person: Person) -> Search:
    return Search(
        kind="medecin_traitant",
        professions=frozenset({GENERAL_PRACTITIONER}),
        general_practice=True,
        age_years=None,
        latitude=person.commune.latitude,
        longitude=person.commune.longitude,
        medical_class=person.medical_class,
        home_visit=person.home_visit,
        usual_professional_id=None if person.usual_doctor is None else UUID(int=person.usual_doctor),
    )


def declared(rules: RuleSet, doctor: Doctor) -> Practice:
    learns = rules.responsiveness
    return Practice(
        professional_id=UUID(int=doctor.number),
        profession_code=GENERAL_PRACTITIONER,
        is_general_practitioner=True,
        is_member=False,
        is_volunteer=doctor.volunteers,
        points=((doctor.latitude, doctor.longitude),),
        accepts_new_patients=True,
        home_visits=doctor.home_visits,
        capacity=doctor.capacity,
        working_time=doctor.working_time,
        absences=doctor.holidays if doctor.tells_holidays else (),
        lately=(learns.asked_at_most, learns.asked_within_days) if learns else None,
        weekly_cap=rules.weekly_cap if doctor.weekly_cap is None else doctor.weekly_cap,
    )


def practice(was: Practice, standing: Standing, now: datetime, *, already_asked: bool) -> Practice:
    """What he declared, and where he stands now."""
    return replace(
        was,
        asked_this_week=standing.asked_since(now - WEEK),
        asked_lately=standing.asked_since(now - timedelta(days=was.lately[1])) if was.lately else 0,
        places_left=max(0, (was.capacity or 0) - standing.placements),
        reserved=standing.reserved,
        already_asked=already_asked,
        history=standing.history(),
    )


def loads(known: Sequence[Practice], standings: Iterable[Standing], now: datetime) -> dict[UUID, Load[UUID]]:
    present = min(WINDOW_DAYS, max(1, (now - at_paris(FIRST_DAY, 0)).days))
    return {
        was.professional_id: Load(
            key=was.professional_id,
            capacity=float(was.capacity or 0),
            working_time=was.working_time,
            placements=standing.placements,
            reserved=standing.reserved,
            open_solicitations=standing.open,
            present_days=present,
        )
        for was, standing in zip(known, standings, strict=True)
    }
