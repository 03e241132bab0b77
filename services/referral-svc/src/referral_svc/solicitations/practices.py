"""One professional as matching wants him, from what the statement of `everybody.py` tells of him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from referral_svc.matching.conditions import Practice
from referral_svc.matching.distance import haversine_km
from referral_svc.matching.fairness import WINDOW_DAYS, Load
from referral_svc.matching.responsiveness import NEVER_ASKED, History
from referral_svc.matching.rules import RuleSet
from referral_svc.referrals.values import Compatibility, DeclaredPractice

Told = dict[str, Any]
Commune = tuple[str | None, float | None, float | None]
"""Name, latitude and longitude of a practice place."""
Absences = tuple[tuple[date, date], ...]


@dataclass(frozen=True)
class Known:
    """One professional as matching wants him, and what people call him."""

    practice: Practice
    load: Load[UUID]
    name: str
    email: str | None
    communes: tuple[Commune, ...]
    history: History
    """How he answered, as it enters the average of his profession; `practice.history` heeds his objection."""
    declared: DeclaredPractice
    """What disclosure compares with the sealed facts."""

    def meeting(self, matched: Mapping[UUID, Compatibility]) -> Known:
        """The same, as each meets the sealed wishes of one person; whoever is not compared meets them."""
        his = matched.get(self.practice.professional_id)
        if his is None or not (his.unmet or his.wishes_met):
            return self
        return replace(self, practice=replace(self.practice, unmet=his.unmet, wishes_met=his.wishes_met))

    def nearest_commune(self, latitude: float | None, longitude: float | None) -> str | None:
        """The commune of his practice place nearest to that point; of his first place without one."""
        if latitude is None or longitude is None:
            return next((name for name, _, _ in self.communes), None)

        def far(place: Commune) -> float:
            _, lat, lon = place
            return haversine_km(latitude, longitude, lat, lon) if lat is not None and lon is not None else 1e9

        return min(self.communes, key=far)[0] if self.communes else None


def known_from(told: Told, rules: RuleSet, today: date) -> Known:
    professional_id = UUID(told["id"])
    history = history_from(told["learned"])
    absences = tuple(_absence(absence) for absence in told["absences"])
    practice = _practice(professional_id, told, rules, absences, NEVER_ASKED if told["objects"] else history)
    return Known(
        practice=practice,
        load=_load(practice, told, today),
        name=told["name"],
        email=told["email"],
        communes=tuple((name, lat, lon) for lat, lon, name, _ in told["places"]),
        history=history,
        declared=_declared(professional_id, told),
    )


def history_from(learned: list[Any] | None) -> History:
    """Counts of yes, no, silences and answers, hours of these, and when he was last asked."""
    if learned is None:
        return NEVER_ASKED
    yes, no, silent, answers, hours, last_asked_at = learned
    return History(yes, no, silent, answers, hours, datetime.fromisoformat(last_asked_at))


def _practice(professional_id: UUID, told: Told, rules: RuleSet, absences: Absences, history: History) -> Practice:
    offer = told["offer"].get
    learns = rules.responsiveness
    capacity, working_time, accepts_from = offer("capacity"), offer("working_time"), offer("accepts_from")
    left = told["left"]
    if left is None and capacity is not None:
        left = max(0, capacity - told["places_taken"])
    return Practice(
        professional_id=professional_id,
        profession_code=told["profession"],
        is_general_practitioner=told["gp"],
        specialties=frozenset(told["specialties"]) if told["profession"] == "10" else frozenset(),
        structures=frozenset(told["structures"] or ()),
        is_member=told["member"],
        is_volunteer=told["volunteer"],
        points=tuple((lat, lon) for lat, lon, _, _ in told["places"] if lat is not None and lon is not None),
        accepts_new_patients=told["accepts"],
        accepts_from=date.fromisoformat(accepts_from) if accepts_from else None,
        home_visits=bool(offer("home_visits")),
        teleconsultation=bool(offer("teleconsultation")),
        min_age=offer("min_age"),
        max_age=offer("max_age"),
        capacity=capacity,
        working_time=1.0 if working_time is None else float(working_time),
        absences=absences,
        paused_until=datetime.fromisoformat(told["paused"]) if told["paused"] else None,
        weekly_cap=rules.weekly_cap if told["cap"] is None else told["cap"],
        asked_this_week=told["week"],
        asked_lately=told["lately"],
        lately=(learns.asked_at_most, learns.asked_within_days) if learns else None,
        places_left=left,
        reserved=told["reserved"],
        declined_kinds=frozenset(told["declined"] or ()),
        already_asked=told["already_asked"],
        reachable=bool(told["email"]),
        history=history,
    )


def _load(practice: Practice, told: Told, today: date) -> Load[UUID]:
    return Load(
        key=practice.professional_id,
        capacity=float(practice.capacity or 0),
        working_time=practice.working_time,
        placements=told["placements"],
        reserved=told["reserved"],
        open_solicitations=told["open"],
        absent_days=_absent_days(practice.absences, today) if practice.absences else 0,
        present_days=max(0, min(int(told["present"] or 0), WINDOW_DAYS)),
    )


def _declared(professional_id: UUID, told: Told) -> DeclaredPractice:
    accessible = told["offer"].get("wheelchair_accessible")
    if accessible is None:
        # Nothing said for his practice: one accessible place is enough.
        accessible = True if any(place[3] for place in told["places"]) else None
    return DeclaredPractice(
        professional_id=professional_id,
        sex=told["sex"],
        languages=frozenset(told["offer"].get("languages") or ()),
        wheelchair_accessible=accessible,
    )


def _absence(absence: dict[str, Any]) -> tuple[date, date]:
    starts_on = date.fromisoformat(absence["starts_on"])
    ends_on = absence.get("ends_on")
    return starts_on, date.fromisoformat(ends_on) if ends_on else date.max


def _absent_days(absences: Absences, today: date) -> int:
    """Days of the past twelve months covered by an absence, each counted once."""
    opens = today - timedelta(days=WINDOW_DAYS - 1)
    days: set[int] = set()
    for starts_on, ends_on in absences:
        first, last = max(starts_on, opens), min(ends_on, today)
        if first <= last:
            days.update(range(first.toordinal(), last.toordinal() + 1))
    return len(days)
