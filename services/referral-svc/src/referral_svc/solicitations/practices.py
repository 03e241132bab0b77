"""Everybody who could be asked, read in one statement: what he declared, and where he stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Row, Text, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as PgUuid  # noqa: N811
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.matching.conditions import Practice, Search
from referral_svc.matching.distance import haversine_km
from referral_svc.matching.fairness import WINDOW_DAYS, Load
from referral_svc.matching.rules import RuleSet
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Compatibility, DeclaredPractice

WEEK = timedelta(days=7)

_EVERYBODY = (
    text(
        """
        select p.professional_id, concat_ws(' ', p.title, p.given_name, p.family_name) as name,
               p.profession_code, p.specialty_codes, p.is_general_practitioner, p.is_member, p.is_volunteer, p.sex,
               p.email, p.accepts_new_patients, p.places, p.offer, p.absences,
               s.weekly_cap, s.paused_until, s.places_left, s.declined_kinds, s.counted_since,
               coalesce(a.asked_this_week, 0) as asked_this_week, coalesce(a.open, 0) as open,
               coalesce(a.reserved, 0) as reserved, coalesce(a.already_asked, false) as already_asked,
               coalesce(t.placements, 0) as placements
        from known_professional p
        left join solicitation_setting s on s.cpts_id = p.cpts_id and s.professional_id = p.professional_id
        left join (
            select professional_id,
                   count(*) filter (where asked_at > :week) as asked_this_week,
                   count(*) filter (where state = 'asked') as open,
                   count(*) filter (where state = 'yes') as reserved,
                   bool_or(referral_id = :referral_id and state not in ('released', 'thanked')) as already_asked
            from solicitation
            where state in ('asked', 'yes') or asked_at > :week or referral_id = :referral_id
            group by professional_id
        ) a on a.professional_id = p.professional_id
        left join (
            select placed_professional_id as professional_id, count(*) as placements
            from referral
            where placed_professional_id is not null and placed_at > :year and placed_at <= :now
            group by placed_professional_id
        ) t on t.professional_id = p.professional_id
        where p.cpts_id = :cpts_id and p.left_on is null and p.profession_code = any(:professions)
        """
    )
    .bindparams(bindparam("professions", type_=ARRAY(Text)))
    .columns(
        professional_id=PgUuid(as_uuid=True), specialty_codes=ARRAY(Text), places=JSONB, offer=JSONB, absences=JSONB,
        declined_kinds=ARRAY(Text),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """One professional as matching wants him, and what people call him."""

    practice: Practice
    load: Load[UUID]
    declared: DeclaredPractice
    name: str
    email: str | None
    communes: tuple[tuple[str | None, float | None, float | None], ...]

    def nearest_commune(self, latitude: float | None, longitude: float | None) -> str | None:
        """The commune of his practice place nearest to that point; of his first place without one."""
        if latitude is None or longitude is None:
            return next((name for name, _, _ in self.communes), None)

        def far(place: tuple[str | None, float | None, float | None]) -> float:
            _, lat, lon = place
            return haversine_km(latitude, longitude, lat, lon) if lat is not None and lon is not None else 1e9

        return min(self.communes, key=far)[0] if self.communes else None


async def everybody(
    session: AsyncSession, referral: Referral, rules: RuleSet, now: datetime, today: date
) -> list[Known]:
    """All professionals of the professions that fit, whatever the conditions say of them."""
    rows = await session.execute(
        _EVERYBODY,
        {
            "cpts_id": referral.cpts_id,
            "referral_id": referral.id,
            "professions": sorted(referral.professions),
            "week": now - WEEK,
            "year": now - timedelta(days=WINDOW_DAYS),
            "now": now,
        },
    )
    return [_known(row, rules, now, today) for row in rows]


def with_compatibilities(known: Iterable[Known], matched: dict[UUID, Compatibility]) -> list[Known]:
    """Adds what disclosure compared without telling what the person asked for."""
    return [
        replace(
            one,
            practice=replace(
                one.practice,
                unmet=matched[one.practice.professional_id].unmet,
                wishes_met=matched[one.practice.professional_id].wishes_met,
            ),
        )
        if one.practice.professional_id in matched
        else one
        for one in known
    ]


def search_for(referral: Referral, medical_class: int, latitude: float | None, longitude: float | None) -> Search:
    """The blind view of a request."""
    return Search(
        kind=referral.kind.value,
        professions=referral.professions,
        general_practice=referral.kind.value in ("medecin_traitant", "snp"),
        age_years=AGES.get(referral.age_band.value),
        latitude=latitude,
        longitude=longitude,
        medical_class=medical_class,
        home_visit=bool(referral.constraints.get("home_visit")),
        usual_professional_id=referral.usual_professional_id,
    )


#: Youngest and oldest age, in completed years, of each band of the card.
AGES = {
    "0-1": (0, 1), "2-5": (2, 5), "6-15": (6, 15), "16-39": (16, 39), "40-69": (40, 69), "70-79": (70, 79),
    "80+": (80, 130),
}  # fmt: skip


def _known(row: Row[Any], rules: RuleSet, now: datetime, today: date) -> Known:
    offer: dict[str, Any] = row.offer or {}
    places: list[dict[str, Any]] = row.places or []
    absences = tuple(_absence(absence) for absence in row.absences or [])
    capacity = offer.get("capacity")
    working_time = offer.get("working_time")
    left = row.places_left
    if left is None and capacity is not None:
        left = max(0, capacity - row.placements)
    practice = Practice(
        professional_id=row.professional_id,
        profession_code=row.profession_code,
        specialty_codes=frozenset(row.specialty_codes or ()),
        is_general_practitioner=row.is_general_practitioner,
        is_member=row.is_member,
        is_volunteer=row.is_volunteer,
        points=tuple(
            (place["lat"], place["lon"])
            for place in places
            if place.get("lat") is not None and place.get("lon") is not None
        ),
        accepts_new_patients=row.accepts_new_patients,
        home_visits=bool(offer.get("home_visits")),
        min_age=offer.get("min_age"),
        max_age=offer.get("max_age"),
        capacity=capacity,
        working_time=1.0 if working_time is None else float(working_time),
        absences=absences,
        paused_until=row.paused_until,
        weekly_cap=rules.weekly_cap if row.weekly_cap is None else row.weekly_cap,
        asked_this_week=row.asked_this_week,
        places_left=left,
        reserved=row.reserved,
        declined_kinds=frozenset(row.declined_kinds or ()),
        already_asked=row.already_asked,
        reachable=bool(row.email),
    )
    present = (now - row.counted_since).days if row.counted_since is not None else 0
    load = Load(
        key=row.professional_id,
        capacity=float(capacity or 0),
        working_time=practice.working_time,
        placements=row.placements,
        reserved=row.reserved,
        open_solicitations=row.open,
        absent_days=_absent_days(absences, today),
        present_days=max(0, min(present, WINDOW_DAYS)),
    )
    declared = DeclaredPractice(
        professional_id=row.professional_id,
        sex=row.sex,
        languages=frozenset(offer.get("languages") or ()),
        wheelchair_accessible=_accessible(offer, places),
    )
    communes = tuple((place.get("commune_name"), place.get("lat"), place.get("lon")) for place in places)
    return Known(practice, load, declared, row.name, row.email, communes)


def _accessible(offer: dict[str, Any], places: list[dict[str, Any]]) -> bool | None:
    """What he declared for his practice; else whether one of his places is."""
    declared = offer.get("wheelchair_accessible")
    if declared is not None:
        return bool(declared)
    return True if any(place.get("accessible") for place in places) else None


def _absence(absence: dict[str, Any]) -> tuple[date, date]:
    starts_on = date.fromisoformat(absence["starts_on"])
    ends_on = absence.get("ends_on")
    return starts_on, date.fromisoformat(ends_on) if ends_on else date.max


def _absent_days(absences: tuple[tuple[date, date], ...], today: date) -> int:
    """Days of the past twelve months covered by an absence, each counted once."""
    opens = today - timedelta(days=WINDOW_DAYS - 1)
    days: set[int] = set()
    for starts_on, ends_on in absences:
        first, last = max(starts_on, opens), min(ends_on, today)
        if first <= last:
            days.update(range(first.toordinal(), last.toordinal() + 1))
    return len(days)
