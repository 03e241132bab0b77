"""What owners in other CPTS share with this one: read beside one's own, each behind the wall where it stands."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.driver_session import DriverSession, enter_cpts
from scheduling_svc.slots import search
from scheduling_svc.slots.errors import SpanInvalid
from scheduling_svc.slots.policies import may_search
from scheduling_svc.slots.schemas import FindSharedSlots, SharedSlotList, SharedSlotOut
from scheduling_svc.slots.usecases import around, civil_of, criteria_of, sight

#: Soonest first: more than these are looked for by other criteria.
MOST_SHARED = 50

_SHARING = text("select cpts_id, professional_id from sharing_with(:here)")
# Who shares with a CPTS and has left it since shares with it no more.
_STILL_MEMBERS = text(
    "select professional_id from known_professional "
    "where is_member and professional_id = any(cast(:owners as uuid[]))"
)
_WHOM_TO_ASK = text("select name, coordination_phone from known_cpts where cpts_id = :cpts_id")


async def find_shared_slots(unit: Unit, caller: Caller, clock: Clock, find: FindSharedSlots) -> SharedSlotList:
    """For whom the slots of the CPTS are open here, and for nobody else."""
    may_search(caller)
    now = clock.now()
    if find.from_ and find.to and find.to <= find.from_:
        raise SpanInvalid("`to` must come after `from`", field="query.to")
    asked = sight(caller, now) | {"own": None, "shared_at": now} | criteria_of(find) | {
        "from": max(find.from_ or now, now), "to": find.to, "half_day": find.half_day and find.half_day.value,
        "limit": MOST_SHARED, "here": caller.cpts,
    }  # fmt: skip
    found: list[SharedSlotOut] = []
    async with unit.begin_on_driver() as session:
        sharing = await _owners(session, caller.cpts)
        if sharing:
            asked |= await civil_of(session, caller) | await around(session, find)
        for cpts_id, owners in sharing.items():
            await enter_cpts(session, cpts_id)
            document, _ = await search.free_slots(session, asked | {"owners": owners})
            whom = (await session.execute(_WHOM_TO_ASK, {"cpts_id": cpts_id})).one()
            found += [
                SharedSlotOut(**item, shared_by=cpts_id, cpts_name=whom.name, cpts_phone=whom.coordination_phone)
                for item in orjson.loads(document)
            ]
    found.sort(key=lambda slot: (slot.starts_at, slot.distance_km or 0, slot.slot_id))
    return SharedSlotList(items=found[:MOST_SHARED])


async def eyes_beyond(session: AsyncSession, caller: Caller, cpts_id: UUID, now: datetime) -> dict[str, Any]:
    """What the caller sees of the agendas of another CPTS, asked from his own: what is shared, and no more."""
    owners = (await _owners(session, caller.cpts)).get(cpts_id, [])
    return sight(caller, now) | {"own": None, "shared_at": now, "here": caller.cpts, "owners": owners}


async def _owners(session: AsyncSession | DriverSession, here: UUID) -> dict[UUID, list[UUID]]:
    """By CPTS that shares with this one; nothing more is asked where none does."""
    sharing = (await session.execute(_SHARING, {"here": here})).all()
    if not sharing:
        return {}
    asked = {"owners": [row.professional_id for row in sharing]}
    members = {row.professional_id for row in (await session.execute(_STILL_MEMBERS, asked)).all()}
    owners: dict[UUID, list[UUID]] = defaultdict(list)
    for row in sharing:
        if row.professional_id in members:
            owners[row.cpts_id].append(row.professional_id)
    return owners
