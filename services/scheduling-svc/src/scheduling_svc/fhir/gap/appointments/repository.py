"""The appointments of a partner's software: its own alone, each as it stands now."""

# ruff: noqa: S608  (statements are put together from the texts below; every value is a bound parameter)
from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import TextClause, text

from carekit.clock import PARIS
from scheduling_svc.appointments.booking_path import Session
from scheduling_svc.appointments.models import Appointment, AppointmentStatus
from scheduling_svc.fhir.gap.appointments.errors import IdentifierUsed
from scheduling_svc.fhir.gap.appointments.parameters import AppointmentsAsked
from scheduling_svc.fhir.gap.appointments.said import Identifier


@dataclass(frozen=True)
class Told:
    """`status` is FHIR's, `ours` the one behind it: None once a hold has ended and nothing came of it."""

    appointment_id: UUID
    version: int
    status: str
    ours: str | None
    identifier_system: str | None
    identifier_value: str | None
    asked_at: datetime
    professional_id: UUID
    slot_id: UUID
    starts_at: datetime
    ends_at: datetime
    held_until: datetime | None
    modality: str | None
    reason_code: str | None
    cancel_reason: str | None
    display_name: str | None
    rpps: str | None
    specialty_codes: list[str]
    place_id: UUID | None
    label: str | None
    zone: ZoneInfo


# A hold that ran out binds nobody, even before the worker has taken it back. The version grows with every change: a
# request is 1, whatever became of it is more.
_ALL = """
    select g.appointment_id, g.identifier_system, g.identifier_value, g.asked_at,
        coalesce(a.professional_id, g.professional_id) as professional_id,
        coalesce(a.slot_id, g.slot_id) as slot_id, coalesce(a.starts_at, g.starts_at) as starts_at,
        coalesce(a.ends_at, g.ends_at) as ends_at, a.status as ours, a.modality, a.reason_code, a.cancel_reason,
        case when s.hold_id = g.appointment_id and s.held_until > :now then s.held_until end as held_until,
        case when a.status is null or a.status like 'cancelled%' then 'cancelled'
            when a.status = 'held' and s.hold_id = g.appointment_id and s.held_until > :now then 'pending'
            when a.status = 'held' then 'cancelled'
            when a.status = 'no_show' then 'noshow'
            else a.status end as status,
        case when a.status is null or a.status = 'held' and (s.held_until is null or s.held_until <= :now) then 2
            when a.status = 'held' then 1 else a.version + g.is_request::int end as version,
        k.display_name, k.rpps, coalesce(k.specialty_codes, array[]::text[]) as specialty_codes, p.place_id, p.label,
        (select c.time_zone from known_cpts c where c.cpts_id = g.cpts_id) as zone
    from gap_appointment g
    left join appointment a on a.cpts_id = g.cpts_id and a.appointment_id = g.appointment_id
    left join slot s on s.professional_id = coalesce(a.professional_id, g.professional_id)
        and s.slot_id = coalesce(a.slot_id, g.slot_id)
    left join known_professional k on k.cpts_id = g.cpts_id
        and k.professional_id = coalesce(a.professional_id, g.professional_id)
    left join known_place p on p.cpts_id = g.cpts_id and p.professional_id = s.professional_id
        and p.place_id = s.place_id
    where g.partner_id = :partner"""
_TOLD = f"select * from ({_ALL}) t where true {{asked}} order by t.appointment_id limit :limit"
_NAMED = "coalesce(t.identifier_system, '') || '|' || t.identifier_value"
_CONDITIONS = {
    "appointment_ids": "t.appointment_id = any(cast(:appointment_ids as uuid[]))",
    "statuses": "t.status = any(cast(:statuses as text[]))",
    "first": "t.starts_at >= :first",
    "last": "t.starts_at <= :last",
    "created_first": "t.asked_at >= :created_first",
    "created_last": "t.asked_at <= :created_last",
    "services": "(t.modality = any(cast(:services as text[])) or t.reason_code = any(cast(:services as text[])))",
    "slot_ids": "t.slot_id = any(cast(:slot_ids as uuid[]))",
    "rpps": "t.rpps = any(cast(:rpps as text[]))",
    "after": "t.appointment_id > :after",
    "named": f"({_NAMED} = any(cast(:named as text[])) or t.identifier_value = any(cast(:named as text[])))",
}

_NAME = text(
    """
    insert into gap_appointment (cpts_id, appointment_id, partner_id, identifier_system, identifier_value, is_request,
        asked_at, professional_id, slot_id, starts_at, ends_at)
    values (:cpts_id, :appointment_id, :partner, :system, :value, :is_request, :asked_at, :professional_id, :slot_id,
        :starts_at, :ends_at)
    on conflict on constraint gap_identifier_once do nothing returning appointment_id
    """
)
_LOCK = text(
    """
    select appointment_id from gap_appointment
    where partner_id = :partner and (appointment_id = cast(:appointment_id as uuid)
        or identifier_system = cast(:system as text) and identifier_value = cast(:value as text))
    for no key update
    """
)


@lru_cache(maxsize=256)
def _statement(asked: frozenset[str]) -> TextClause:
    """Only the conditions that were asked for."""
    return text(_TOLD.format(asked=" ".join(f"and {_CONDITIONS[name]}" for name in sorted(asked))))


async def appointments(session: Session, partner: UUID, asked: AppointmentsAsked, now: datetime) -> list[Told]:
    """As they were asked for, one more than the page."""
    values = {
        "appointment_ids": _listed(asked.appointment_ids), "statuses": _listed(asked.statuses),
        "first": asked.starts[0], "last": asked.starts[1], "created_first": asked.created[0],
        "created_last": asked.created[1], "services": _listed(asked.services), "slot_ids": _listed(asked.slot_ids),
        "rpps": _listed(asked.rpps), "after": asked.after, "named": _listed(asked.identifiers),
    }  # fmt: skip
    statement = _statement(frozenset(name for name, value in values.items() if value is not None))
    rows = await session.execute(statement, values | {"partner": partner, "now": now, "limit": asked.count + 1})
    return [_told(row) for row in rows.all()]


async def appointment(session: Session, partner: UUID, appointment_id: UUID, now: datetime) -> Told | None:
    row = (
        await session.execute(
            _statement(frozenset({"appointment_ids"})),
            {"appointment_ids": [appointment_id], "partner": partner, "now": now, "limit": 1},
        )
    ).first()
    return None if row is None else _told(row)


async def locked(session: Session, partner: UUID, which: UUID | Identifier, now: datetime) -> Told | None:
    """The one that is changed: changes of one take turns."""
    asked: dict[str, UUID | str | None] = {"partner": partner, "appointment_id": None, "system": None, "value": None}
    asked |= {"appointment_id": which} if isinstance(which, UUID) else asdict(which)
    row = (await session.execute(_LOCK, asked)).first()
    return None if row is None else await appointment(session, partner, row.appointment_id, now)


async def name(session: Session, taken: Appointment, identifier: Identifier | None, now: datetime) -> None:
    """With the hold or the booking, in its transaction."""
    named = await session.execute(
        _NAME,
        {
            "cpts_id": taken.cpts_id, "appointment_id": taken.appointment_id, "partner": taken.booked_by,
            "system": identifier.system if identifier else None, "value": identifier.value if identifier else None,
            "is_request": taken.status == AppointmentStatus.HELD, "asked_at": now,
            "professional_id": taken.professional_id, "slot_id": taken.slot_id, "starts_at": taken.starts_at,
            "ends_at": taken.ends_at,
        },
    )  # fmt: skip
    if named.first() is None:
        raise IdentifierUsed


def _listed(values: frozenset[Any] | None) -> list[Any] | None:
    return None if values is None else sorted(values)


def _told(row: Any) -> Told:
    said = {name: getattr(row, name) for name in Told.__dataclass_fields__}
    return Told(**said | {"zone": ZoneInfo(row.zone or PARIS.key)})
