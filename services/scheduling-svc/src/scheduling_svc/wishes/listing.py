"""The list of people to call, with the free slots that fit each now; its badge; the whole as a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.pages import decode_cursor, encode_cursor
from carekit.spreadsheet import csv_text
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.policies import BOOKERS, may_book
from scheduling_svc.slots.repository import zone_of
from scheduling_svc.slots.usecases import sight
from scheduling_svc.wishes import repository
from scheduling_svc.wishes.policies import Standing, acts_on, links_of, sorts
from scheduling_svc.wishes.schemas import FindWishes, ReplacedAppointment, WishOut, WishPage

EXPORTED_AT_MOST = 5_000
_COLUMNS = (
    "status", "triage_class", "profession_code", "reason_code", "modality", "half_days", "commune_name",
    "within_km", "professional_name", "from_day", "until_day", "noted_at", "noted_by_name",
)  # fmt: skip


async def list_wishes(unit: Unit, caller: Caller, clock: Clock, find: FindWishes) -> WishPage:
    may_book(caller)
    asked = _criteria(find) | {"limit": find.limit}
    if find.cursor:
        rank, noted_at, wish_id = decode_cursor("wishes", find.cursor, (int, datetime, UUID))
        asked |= {"after_rank": rank, "after_at": noted_at, "after_id": wish_id}
    now = clock.now()
    async with unit.begin() as session:
        rows = await repository.listed(session, asked | await _eyes(session, caller, now))
    page = rows[: find.limit]
    return WishPage(
        items=[_out(caller, row) for row in page],
        next=encode_cursor("wishes", page[-1].rank, page[-1].noted_at, page[-1].wish_id)
        if len(rows) > find.limit
        else None,
    )


async def export_wishes(unit: Unit, caller: Caller, clock: Clock, find: FindWishes) -> str:
    """Without identity, as the list."""
    may_book(caller)
    async with unit.begin() as session:
        eyes = await _eyes(session, caller, clock.now())
        rows = await repository.listed(session, _criteria(find) | eyes | {"limit": EXPORTED_AT_MOST})
    wishes = [_out(caller, row) for row in rows]
    return csv_text([*_COLUMNS, "first_free_at"], [_line(wish) for wish in wishes])


async def shown(session: AsyncSession, caller: Caller, now: datetime, wish_id: UUID) -> WishOut:
    """One of them, as the list shows it."""
    rows = await repository.listed(session, {"wish_id": wish_id, "limit": 1} | await _eyes(session, caller, now))
    if not rows:
        raise NotFound
    return _out(caller, rows[0])


async def counted(session: AsyncSession, caller: Caller, now: datetime) -> tuple[int, datetime | None]:
    """How many may be called now, for whoever may book for them."""
    if not caller.has(*BOOKERS):
        return 0, None
    return await repository.counted(session, await _eyes(session, caller, now))


def _criteria(find: FindWishes) -> dict[str, Any]:
    return {
        "status": find.status and find.status.value,
        "fitting": find.fitting or None,
        "profession": find.profession,
        "referral_id": find.referral_id,
    }


async def _eyes(session: AsyncSession, caller: Caller, now: datetime) -> dict[str, Any]:
    """What the caller may see at this instant, of slots and of requests, and how days are counted here."""
    zone = await zone_of(session, caller.cpts)
    return sight(caller, now) | links_of(caller) | {
        "sorts": sorts(caller), "now": now, "today": local_date(now, zone), "zone": zone.key,
        "afternoon_from": (await rules_in_force(session)).afternoon_from,
    }  # fmt: skip


def _out(caller: Caller, row: Any) -> WishOut:
    values = dict(row._mapping)
    replaces = None
    if row.replaced_starts_at is not None:
        replaces = ReplacedAppointment(
            appointment_id=row.appointment_id, slot_id=row.replaced_slot_id,
            professional_id=row.replaced_professional_id, starts_at=row.replaced_starts_at,
        )  # fmt: skip
    standing = Standing(row.status, row.is_open, row.keeper, row.booked_by)
    return WishOut.model_validate(
        values
        | {
            "near_lat": row.lat,
            "near_lon": row.lon,
            "replaces": replaces,
            "slots": orjson.loads(row.slots),
            "may": acts_on(caller, standing),
        }
    )


def _line(wish: WishOut) -> list[Any]:
    said = wish.model_dump(mode="json", include=set(_COLUMNS))
    first = wish.slots[0].model_dump(mode="json")["starts_at"] if wish.slots else None
    return [*(" ".join(said[name]) if name == "half_days" else said[name] for name in _COLUMNS), first]
