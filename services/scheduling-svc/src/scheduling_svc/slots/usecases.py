"""Somebody looks for a free slot; an owner looks at his agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import ARRAY, Text, func, literal, select, text
from sqlalchemy.dialects.postgresql import JSONB

from carekit.auth import Caller
from carekit.clock import PARIS, Clock
from carekit.db import Unit
from carekit.driver_session import DriverSession
from carekit.errors import NotFound
from carekit.pages import decode_cursor, encode_cursor
from scheduling_svc.agendas.keeping import check_keeper
from scheduling_svc.agendas.models import Agenda
from scheduling_svc.appointments.elsewhere import bookers_elsewhere
from scheduling_svc.appointments.models import STANDING, Appointment
from scheduling_svc.known.models import KnownPlace, KnownProfessional
from scheduling_svc.openings.models import Opening
from scheduling_svc.rules.models import Rules
from scheduling_svc.slots import board, search
from scheduling_svc.slots.errors import CommuneUnknown, PointUnclear, SpanInvalid
from scheduling_svc.slots.models import Slot, SlotAudience
from scheduling_svc.slots.policies import LEAVING, audiences_of, may_keep_agenda, may_search, own_agenda
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.slots.schemas import (
    AgendaAbsence,
    AgendaAppointment,
    AgendaOut,
    AgendaSlot,
    AgendaSpan,
    FindFreeSlots,
    HalfDayTable,
    ReadBoard,
    SlotCriteria,
)
from scheduling_svc.triage.own_doctor import with_own_doctor

DEFAULT_KM = 30.0
LONGEST_AGENDA = timedelta(days=62)


async def find_free_slots(unit: Unit, caller: Caller, clock: Clock, find: FindFreeSlots) -> str:
    """The page as JSON text."""
    may_search(caller)
    now = clock.now()
    if find.from_ and find.to and find.to <= find.from_:
        raise SpanInvalid("`to` must come after `from`", field="query.to")
    asked = sight(caller, now) | criteria_of(find) | {
        "from": max(find.from_ or now, now),
        "to": find.to,
        "half_day": find.half_day and find.half_day.value,
        "limit": find.limit,
    }  # fmt: skip
    if find.cursor:
        asked |= _after(find.cursor)
    async with unit.begin_on_driver() as session:
        if find.half_day:
            asked |= await civil_of(session, caller)
        asked = await with_own_doctor(session, caller, asked, find.referral_id)
        asked |= await around(session, find)
        items, last = await search.free_slots(session, asked)
    return _page(items, last)


async def half_day_table(unit: Unit, caller: Caller, clock: Clock, find: HalfDayTable) -> str:
    """The table as JSON text."""
    may_search(caller)
    now = clock.now()
    async with unit.begin_on_driver() as session:
        civil = await civil_of(session, caller)
        zone = ZoneInfo(civil["zone"])
        monday = find.week - timedelta(days=find.week.weekday())
        asked = sight(caller, now) | civil | criteria_of(find) | {
            "monday": monday,
            "from": max(datetime.combine(monday, time(), zone), now),
            "to": datetime.combine(monday + timedelta(days=7), time(), zone),
            "limit": find.limit,
        }  # fmt: skip
        asked |= await around(session, find)
        return await search.half_day_table(session, asked)


async def read_board(unit: Unit, caller: Caller, clock: Clock, find: ReadBoard) -> str:
    """The board as JSON text."""
    may_search(caller)
    now = clock.now()
    async with unit.begin_on_driver() as session:
        zone = ZoneInfo((await civil_of(session, caller))["zone"])
        asked = sight(caller, now) | criteria_of(find) | {
            "day": find.day,
            "days": find.days,
            "from": max(datetime.combine(find.day, time(), zone), now),
            "to": datetime.combine(find.day + timedelta(days=find.days), time(), zone),
            "limit": find.limit,
        }  # fmt: skip
        asked |= await around(session, find)
        return await board.read_board(session, asked)


async def read_agenda(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, span: AgendaSpan) -> AgendaOut:
    may_keep_agenda(caller)
    since = span.from_ or clock.now()
    until = span.to or since + timedelta(days=7)
    if not timedelta() < until - since <= LONGEST_AGENDA:
        raise SpanInvalid(f"An agenda is read over {LONGEST_AGENDA.days} days at most", field="query.to")
    async with unit.begin() as session:
        await check_keeper(session, caller, professional_id)
        owner = await session.get(KnownProfessional, (caller.cpts, professional_id))
        if owner is None:
            raise NotFound
        nobodys = await session.get(Agenda, (caller.cpts, professional_id))
        whose = {"profession_code": owner.profession_code, "agenda_kind": nobodys and nobodys.kind}
        slots = await session.execute(
            select(*Slot.__table__.c, *_who_sees(), KnownPlace.label.label("place_label"))
            .outerjoin(
                KnownPlace,
                (KnownPlace.professional_id == Slot.professional_id) & (KnownPlace.place_id == Slot.place_id),
            )
            .outerjoin(
                Opening,
                (Opening.professional_id == Slot.professional_id) & (Opening.opening_id == Slot.opening_id),
            )
            .outerjoin(
                SlotAudience,
                (SlotAudience.professional_id == Slot.professional_id)
                & (SlotAudience.opening_id == Slot.opening_id)
                & (SlotAudience.starts_at == Slot.starts_at),
            )
            .where(Slot.professional_id == professional_id, Slot.starts_at >= since, Slot.starts_at < until)
            .order_by(Slot.starts_at, Slot.slot_id)
        )
        appointments = await session.scalars(
            select(Appointment)
            .where(
                Appointment.professional_id == professional_id, Appointment.status.in_(STANDING),
                Appointment.starts_at < until, Appointment.ends_at > since,
            )
            .order_by(Appointment.starts_at)
        )  # fmt: skip
        taken = appointments.all()
        bookers = await bookers_elsewhere(session, taken)
        zone = await zone_of(session, caller.cpts)
        return AgendaOut(
            professional_id=professional_id,
            absences=[
                AgendaAbsence(starts_on=first, ends_on=last)
                for first, last in owner.absence_days()
                if first <= (until - timedelta.resolution).astimezone(zone).date()
                and last >= since.astimezone(zone).date()
            ],
            slots=[AgendaSlot.model_validate(dict(row)) for row in slots.mappings()],
            appointments=[_of_agenda(one, whose | {"booked_from": bookers.get(one.appointment_id)}) for one in taken],
        )


def _who_sees() -> list[Any]:
    """What was said of the slot alone, else what its opening says; nothing of one that is gone."""
    return [
        func.coalesce(SlotAudience.audience, Opening.audience, literal([], ARRAY(Text))).label("audience"),
        func.coalesce(SlotAudience.releases, Opening.releases, literal([], JSONB)).label("releases"),
        SlotAudience.opening_id.is_not(None).label("own_audience"),
    ]


def _of_agenda(appointment: Appointment, whose: dict[str, Any]) -> AgendaAppointment:
    own = {name: getattr(appointment, name) for name in AgendaAppointment.model_fields.keys() - whose.keys()}
    return AgendaAppointment.model_validate(own | whose)


def sight(caller: Caller, now: datetime) -> dict[str, Any]:
    """What the caller may see at this instant, as every search statement asks for it."""
    return eyes(audiences_of(caller), now) | {"own": own_agenda(caller)}


def eyes(audiences: Sequence[str], at: datetime) -> dict[str, Any]:
    """What somebody of these audiences sees, as every search statement asks for it."""
    return {f"{audience}_at": at if audience in audiences else None for audience in LEAVING}


def criteria_of(find: SlotCriteria) -> dict[str, Any]:
    return {
        "profession": find.profession,
        "professional_id": find.professional_id,
        "modality": find.modality and find.modality.value,
        "reason": find.reason and find.reason.value,
        "language": find.language,
        "accessible": find.wheelchair_accessible or None,
    }


def _after(cursor: str) -> dict[str, Any]:
    at, metres, slot_id = decode_cursor("slots", cursor, (datetime, int, UUID))
    return {"after_at": at, "after_metres": metres, "after_id": slot_id}


def _page(items: str, last: str | None) -> str:
    following = f'"{encode_cursor("slots", *orjson.loads(last))}"' if last else "null"
    return f'{{"items":{items},"next":{following}}}'


_CIVIL = text(
    """
    select (select time_zone from known_cpts where cpts_id = :cpts_id) as zone,
        (select afternoon_from from agenda_rule order by version desc limit 1) as afternoon_from
    """
)
_COMMUNE = text("select lat, lon from known_commune where code = :code and lat is not null and lon is not null")
_COMMUNE_AT = text(search.COMMUNE_AT.format(lat="cast(:lat as float)", lon="cast(:lon as float)"))


async def civil_of(session: DriverSession, caller: Caller) -> dict[str, Any]:
    """Where the CPTS lives and when its afternoon begins."""
    row = (await session.execute(_CIVIL, {"cpts_id": caller.cpts})).one()
    return {"zone": row.zone or PARIS.key, "afternoon_from": row.afternoon_from or Rules().afternoon_from}


async def around(session: DriverSession, find: SlotCriteria) -> dict[str, Any]:
    """The point to search around, a commune's middle or the one given, and the commune that brigades come to."""
    within = {"within_km": find.within_km or DEFAULT_KM}
    if (find.near_lat is None) is not (find.near_lon is None) or (find.near_commune and find.near_lat is not None):
        raise PointUnclear
    if find.near_lat is not None:
        point = {"lat": find.near_lat, "lon": find.near_lon}
        there = (await session.execute(_COMMUNE_AT, point)).first()
        return within | point | {"commune": there and there.code}
    if find.near_commune is None:
        return {}
    found = (await session.execute(_COMMUNE, {"code": find.near_commune})).first()
    if found is None:
        raise CommuneUnknown(f"{find.near_commune} is not a commune of this territory")
    return within | {"lat": found.lat, "lon": found.lon, "commune": find.near_commune}
