"""Slots and schedules as a partner's software may see them: the eyes of `slots/`, and one statement each."""

# ruff: noqa: S608  (statements are put together from the texts below; every value is a bound parameter)
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import TextClause, text

from carekit.clock import PARIS
from carekit.driver_session import DriverSession
from scheduling_svc.fhir.gap.parameters import SchedulesAsked, SlotsAsked, WhoAsked
from scheduling_svc.slots.search import NOT_SHADOWED, SIGHT


@dataclass(frozen=True)
class Place:
    """A professional at one of his places: what FHIR calls a schedule."""

    place_id: UUID
    professional_id: UUID
    rpps: str | None
    display_name: str
    family_name: str | None
    given_name: str | None
    specialty_codes: list[str]
    label: str
    address: str | None
    postal_code: str | None
    city: str | None
    structure_id: str | None


@dataclass(frozen=True)
class FoundSlot:
    place: Place
    zone: ZoneInfo
    slot_id: UUID
    status: str
    starts_at: datetime
    ends_at: datetime
    modalities: list[str]
    appointment_type: str
    reasons: list[str]


_PLACE = """p.place_id, p.professional_id, a.rpps, a.display_name, a.family_name, a.given_name, a.specialty_codes,
    p.label, p.address, p.postal_code, p.commune_name as city, p.structure_id"""
_SLOTS = f"""
    select {_PLACE}, s.slot_id, s.status, s.starts_at, s.ends_at, s.modalities, s.appointment_type,
        array(select jsonb_object_keys(s.reasons)) as reasons,
        (select c.time_zone from known_cpts c where c.cpts_id = s.cpts_id) as zone
    from slot s
    join known_professional a on a.cpts_id = s.cpts_id and a.professional_id = s.professional_id
    join known_place p on p.cpts_id = s.cpts_id and p.professional_id = s.professional_id
        and p.place_id = s.place_id
    where s.starts_at > :now and {SIGHT.format("s")} and (s.status <> 'free' or {NOT_SHADOWED}) {{asked}}
    order by s.starts_at, s.slot_id limit :limit"""
_SCHEDULES = f"""
    select {_PLACE} from known_place p
    join known_professional a on a.cpts_id = p.cpts_id and a.professional_id = p.professional_id
    where exists (
        select from slot s where s.professional_id = p.professional_id and s.place_id = p.place_id
          and s.starts_at > :now and {SIGHT.format("s")}) {{asked}}
    order by a.display_name, p.place_id"""
_CONDITIONS = {
    "first": "s.starts_at >= :first",
    "last": "s.starts_at <= :last",
    "statuses": "s.status = any(cast(:statuses as text[]))",
    "slot_ids": "s.slot_id = any(cast(:slot_ids as uuid[]))",
    "place_ids": "p.place_id = any(cast(:place_ids as uuid[]))",
    "professional_id": "p.professional_id = :professional_id",
    "rpps": "a.rpps = any(cast(:rpps as text[]))",
    "specialties": "a.specialty_codes && cast(:specialties as text[])",
    "after_at": "(s.starts_at, s.slot_id) > (:after_at, :after_id)",
}


@lru_cache(maxsize=256)
def _statement(form: str, asked: frozenset[str]) -> TextClause:
    """Only the conditions that were asked for: the planner then knows which index serves."""
    return text(form.format(asked=" ".join(f"and {_CONDITIONS[name]}" for name in sorted(asked))))


async def slots(session: DriverSession, asked: SlotsAsked, eyes: dict[str, Any], now: datetime) -> list[FoundSlot]:
    """Soonest first, one more than the page."""
    values = _who(asked.who) | {
        "first": asked.first, "last": asked.last, "statuses": _listed(asked.statuses),
        "slot_ids": _listed(asked.slot_ids), "place_ids": _listed(asked.place_ids),
        "after_at": asked.after and asked.after[0],
    }  # fmt: skip
    statement = _statement(_SLOTS, frozenset(name for name, value in values.items() if value is not None))
    after_id = asked.after and asked.after[1]
    rows = await session.execute(
        statement, values | eyes | {"after_id": after_id, "now": now, "limit": asked.count + 1}
    )
    return [
        FoundSlot(_place(row), ZoneInfo(row.zone or PARIS.key), row.slot_id, row.status, row.starts_at, row.ends_at,
                  row.modalities, row.appointment_type, row.reasons)
        for row in rows.all()
    ]  # fmt: skip


async def schedules(
    session: DriverSession, asked: SchedulesAsked, eyes: dict[str, Any], now: datetime, of: UUID | None = None
) -> list[Place]:
    """Places with a slot to come that the caller sees; `of` one professional."""
    values = _who(asked.who) | {"place_ids": _listed(asked.place_ids), "professional_id": of}
    statement = _statement(_SCHEDULES, frozenset(name for name, value in values.items() if value is not None))
    return [_place(row) for row in (await session.execute(statement, values | eyes | {"now": now})).all()]


def _who(who: WhoAsked) -> dict[str, Any]:
    return {"rpps": _listed(who.rpps), "specialties": _listed(who.specialties)}


def _listed(values: frozenset[Any] | None) -> list[Any] | None:
    return None if values is None else sorted(values)


def _place(row: Any) -> Place:
    return Place(**{name: row[name] for name in Place.__dataclass_fields__})
