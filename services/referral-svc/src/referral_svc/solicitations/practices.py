"""Everybody who could be asked, read in one statement: what he declared, and where he stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import ARRAY, Boolean, DateTime, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import PARIS, local_date
from referral_svc.matching.conditions import Practice, Search
from referral_svc.matching.distance import haversine_km
from referral_svc.matching.fairness import WINDOW_DAYS, Load
from referral_svc.matching.responsiveness import History
from referral_svc.matching.rules import RuleSet
from referral_svc.referrals.models import Referral
from referral_svc.referrals.values import Compatibility, DeclaredPractice
from referral_svc.solicitations.histories import LEARNED, history_from, learned_since

WEEK = timedelta(days=7)
#: For whom nobody was ever asked.
NO_REQUEST = UUID(int=0)

#: One statement, one value: 300 professionals come as one JSON text that is read once. Row by row, with a JSON
#: column decoded three times a row, took three times as long.
_EVERYBODY = text(
    f"""
    select coalesce(json_agg(everybody), '[]')::text from (
        select p.professional_id as id, concat_ws(' ', p.title, p.given_name, p.family_name) as name,
               p.profession_code as profession,
               p.is_general_practitioner as gp, p.is_member as member, p.is_volunteer as volunteer, p.sex,
               p.specialty_codes as specialties,
               case when :by_structure then (
                   select array_agg(k.category_code) from known_structure k
                   where k.cpts_id = p.cpts_id and k.finess = any(p.structure_finess)
                         and k.category_code is not null
               ) end as structures,
               p.email, p.accepts_new_patients as accepts, p.offer, p.absences,
               (select coalesce(json_agg(json_build_array(
                            place -> 'lat', place -> 'lon', place -> 'commune_name', place -> 'accessible')), '[]')
                from jsonb_array_elements(p.places) as place) as places,
               s.weekly_cap as cap, s.paused_until as paused, s.places_left as "left", s.declined_kinds as declined,
               extract(day from cast(:now as timestamptz) - s.counted_since) as present,
               coalesce(a.asked_this_week, 0) as week, coalesce(a.lately, 0) as lately, coalesce(a.open, 0) as open,
               coalesce(a.reserved, 0) as reserved, coalesce(a.already_asked, false) as already_asked,
               coalesce(t.placements, 0) as placements, coalesce(t.places_taken, 0) as places_taken,
               coalesce(s.objects_to_estimate, false) as objects, to_jsonb(l) - 'professional_id' as learned
        from known_professional p
        left join solicitation_setting s on s.cpts_id = p.cpts_id and s.professional_id = p.professional_id
        left join (
            select professional_id,
                   count(*) filter (where asked_at > :week and asked_with is null) as asked_this_week,
                   count(*) filter (where asked_at > :lately and asked_with is null) as lately,
                   count(*) filter (where state = 'asked') as open,
                   count(*) filter (where state = 'yes') as reserved,
                   bool_or(referral_id = :referral_id and state not in ('released', 'thanked')) as already_asked
            from solicitation
            where cpts_id = :cpts_id
              and (state in ('asked', 'yes') or asked_at > :lately or referral_id = :referral_id)
            group by professional_id
        ) a on a.professional_id = p.professional_id
        left join (
            select placed_professional_id as professional_id, count(*) as placements,
                   count(*) filter (where placed_by_appointment_id is null) as places_taken
            from referral
            where cpts_id = :cpts_id and placed_professional_id is not null and placed_at > :year
                  and placed_at <= :now
            group by placed_professional_id
        ) t on t.professional_id = p.professional_id
        left join ({LEARNED}) l on l.professional_id = p.professional_id
        where p.cpts_id = :cpts_id and p.left_on is null and p.profession_code = any(:professions)
    ) everybody
    """  # noqa: S608  (no value of anybody's)
).bindparams(
    bindparam("professions", type_=ARRAY(Text)),
    bindparam("by_structure", type_=Boolean),
    *(bindparam(name, type_=DateTime(timezone=True)) for name in ("now", "week", "lately", "year", "learned_since")),
    *(bindparam(name, type_=Uuid) for name in ("cpts_id", "referral_id")),
)

Told = dict[str, Any]
Compare = Callable[[list[DeclaredPractice]], Awaitable[dict[UUID, Compatibility]]]


@dataclass(frozen=True)
class Known:
    """One professional as matching wants him, and what people call him."""

    practice: Practice
    load: Load[UUID]
    name: str
    email: str | None
    communes: tuple[tuple[str | None, float | None, float | None], ...]
    history: History
    """How he answered, as it enters the average of his profession; `practice.history` heeds his objection."""

    def nearest_commune(self, latitude: float | None, longitude: float | None) -> str | None:
        """The commune of his practice place nearest to that point; of his first place without one."""
        if latitude is None or longitude is None:
            return next((name for name, _, _ in self.communes), None)

        def far(place: tuple[str | None, float | None, float | None]) -> float:
            _, lat, lon = place
            return haversine_km(latitude, longitude, lat, lon) if lat is not None and lon is not None else 1e9

        return min(self.communes, key=far)[0] if self.communes else None


async def everybody(
    session: AsyncSession, referral: Referral, rules: RuleSet, now: datetime, today: date, compare: Compare
) -> list[Known]:
    """All professionals of the professions that fit, whatever the conditions say of them.

    `compare` is disclosure's: it says what each meets, and not what the person asked for.
    """
    told = await _told(
        session, rules, referral.cpts_id, referral.id, referral.professions, now,
        by_structure=bool(referral.structures),
    )  # fmt: skip
    declared = [_declared(one) for one in told]
    matched = await compare(declared)
    unknown = Compatibility()
    return [
        _known(one, by.professional_id, matched.get(by.professional_id, unknown), rules, today)
        for one, by in zip(told, declared, strict=True)
    ]


async def everybody_of(
    session: AsyncSession,
    cpts_id: UUID,
    professions: frozenset[str],
    rules: RuleSet,
    now: datetime,
    today: date,
    *,
    by_structure: bool = False,
) -> list[tuple[Known, DeclaredPractice]]:
    """The same for no request in particular: nobody was asked for it, and nothing sealed is compared yet."""
    told = await _told(session, rules, cpts_id, NO_REQUEST, professions, now, by_structure=by_structure)
    declared = [_declared(one) for one in told]
    return [
        (_known(one, by.professional_id, Compatibility(), rules, today), by)
        for one, by in zip(told, declared, strict=True)
    ]


async def _told(
    session: AsyncSession,
    rules: RuleSet,
    cpts_id: UUID,
    referral_id: UUID,
    professions: frozenset[str],
    now: datetime,
    *,
    by_structure: bool,
) -> list[Told]:
    """`by_structure`: whether the categories of the structures where each practises matter."""
    learns = rules.responsiveness
    span = max(WEEK, timedelta(days=learns.asked_within_days)) if learns else WEEK
    found: str | None = await session.scalar(
        _EVERYBODY,
        {
            "cpts_id": cpts_id,
            "referral_id": referral_id,
            "professions": sorted(professions),
            "by_structure": by_structure,
            "week": now - WEEK,
            "lately": now - span,
            "year": now - timedelta(days=WINDOW_DAYS),
            "now": now,
            "learned_since": learned_since(rules, now),
        },
    )
    told: list[Told] = orjson.loads(found or "[]")
    return told


def search_for(
    referral: Referral,
    medical_class: int,
    latitude: float | None,
    longitude: float | None,
    zone: ZoneInfo = PARIS,
) -> Search:
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
        teleconsultation=referral.constraints.get("teleconsultation"),
        usual_professional_id=referral.usual_professional_id,
        specialties=referral.specialties,
        structures=referral.structures,
        starts_on=local_date(referral.needed_at, zone) if referral.needed_at else None,
    )


#: Youngest and oldest age, in completed years, of each band of the card.
AGES = {
    "0-1": (0, 1), "2-5": (2, 5), "6-15": (6, 15), "16-39": (16, 39), "40-69": (40, 69), "70-79": (70, 79),
    "80+": (80, 130),
}  # fmt: skip


def _declared(told: Told) -> DeclaredPractice:
    accessible = told["offer"].get("wheelchair_accessible")
    if accessible is None:
        # Nothing said for his practice: one accessible place is enough.
        accessible = True if any(place[3] for place in told["places"]) else None
    return DeclaredPractice(
        professional_id=UUID(told["id"]),
        sex=told["sex"],
        languages=frozenset(told["offer"].get("languages") or ()),
        wheelchair_accessible=accessible,
    )


def _known(told: Told, professional_id: UUID, matched: Compatibility, rules: RuleSet, today: date) -> Known:
    offer: dict[str, Any] = told["offer"]
    absences = tuple(_absence(absence) for absence in told["absences"])
    capacity, working_time = offer.get("capacity"), offer.get("working_time")
    history, learns = history_from(told["learned"]), rules.responsiveness
    left = told["left"]
    if left is None and capacity is not None:
        left = max(0, capacity - told["places_taken"])
    practice = Practice(
        professional_id=professional_id,
        profession_code=told["profession"],
        is_general_practitioner=told["gp"],
        specialties=frozenset(told["specialties"]) if told["profession"] == "10" else frozenset(),
        structures=frozenset(told["structures"] or ()),
        is_member=told["member"],
        is_volunteer=told["volunteer"],
        points=tuple((lat, lon) for lat, lon, _, _ in told["places"] if lat is not None and lon is not None),
        accepts_new_patients=told["accepts"],
        accepts_from=date.fromisoformat(opens) if (opens := offer.get("accepts_from")) else None,
        home_visits=bool(offer.get("home_visits")),
        teleconsultation=bool(offer.get("teleconsultation")),
        min_age=offer.get("min_age"),
        max_age=offer.get("max_age"),
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
        unmet=matched.unmet,
        wishes_met=matched.wishes_met,
        reachable=bool(told["email"]),
        history=History() if told["objects"] else history,
    )
    load = Load(
        key=professional_id,
        capacity=float(capacity or 0),
        working_time=practice.working_time,
        placements=told["placements"],
        reserved=told["reserved"],
        open_solicitations=told["open"],
        absent_days=_absent_days(absences, today) if absences else 0,
        present_days=max(0, min(int(told["present"] or 0), WINDOW_DAYS)),
    )
    communes = tuple((name, lat, lon) for lat, lon, name, _ in told["places"])
    return Known(practice, load, told["name"], told["email"], communes, history)


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
