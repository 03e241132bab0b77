"""An owner looks at his agenda with the eyes of others: the very statement that answers them, asked once for each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.driver_session import DriverSession
from scheduling_svc.agendas.keeping import check_keeper
from scheduling_svc.openings.models import Audience
from scheduling_svc.openings.schemas import NamedCpts
from scheduling_svc.slots import search
from scheduling_svc.slots.errors import SpanInvalid
from scheduling_svc.slots.policies import LEAVING, may_keep_agenda, seen_as
from scheduling_svc.slots.schemas import Preview, PreviewedSlot, PreviewSlots, SharedSight, Widens
from scheduling_svc.slots.usecases import LONGEST_AGENDA, eyes

#: Slots of a preview: a month of one agenda, and then some.
MOST_PREVIEWED = 1000

_SINCE_WHEN = text(
    """
    select slot_id, cpts_from as cpts, pro_from as pro, snp_from as snp, public_from as public, shared_with from slot
    where professional_id = :professional_id and status = 'free' and starts_at >= :from and starts_at < :to
    """
)
_RPPS = text("select rpps from known_professional where professional_id = :professional_id")
# Of those named, where he is a member still: elsewhere they share nothing.
_SHARED_WITH = text(
    """
    select cpts_id, name from known_cpts
    where cpts_id = any(cast(:named as uuid[])) and cpts_id in (select cpts_of_member(:rpps)) order by name
    """
)


async def preview_slots(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, find: PreviewSlots
) -> Preview:
    """Free slots of an agenda at an instant, who finds each, and whom a timed release lets find it later."""
    may_keep_agenda(caller)
    at = find.at or clock.now()
    since = max(find.from_ or at, at)
    until = find.to or since + timedelta(days=7)
    if not timedelta() < until - since <= LONGEST_AGENDA:
        raise SpanInvalid(f"A preview is read over {LONGEST_AGENDA.days} days at most", field="query.to")
    span = {"from": since, "to": until, "professional_id": professional_id}
    async with unit.begin_on_driver() as session:
        await check_keeper(session, caller, professional_id)
        # Once they were sorted, his own patients find all that is free (triage/own_doctor.py).
        whole = await _found(session, span | eyes((), at) | {"own": professional_id})
        others = {one: await _found(session, span | eyes(seen_as(one), at) | {"own": None}) for one in LEAVING}
        opens = {row.slot_id: dict(row) for row in (await session.execute(_SINCE_WHEN, span)).all()}
        shared_with = await _shared_with(session, professional_id, opens)
        as_there = (
            span | eyes(seen_as(Audience.CPTS), at) | {"own": None, "shared_at": at, "owners": [professional_id]}
        )
        found = {cpts.cpts_id: await _found(session, as_there | {"here": cpts.cpts_id}) for cpts in shared_with}
    return Preview(
        at=at,
        shared_with=shared_with,
        items=[
            PreviewedSlot(
                **slot,
                seen_by=[Audience.OWN_PATIENTS, *(one for one in LEAVING if slot_id in others[one])],
                widens=_widens(opens.get(UUID(slot_id), {}), at, slot["starts_at"], others, slot_id),
                shared=_shared(opens.get(UUID(slot_id), {}), at, slot["starts_at"], found, slot_id),
            )
            for slot_id, slot in whole.items()
        ],
    )


async def _shared_with(
    session: DriverSession, professional_id: UUID, opens: dict[UUID, dict[str, Any]]
) -> list[NamedCpts]:
    named = {cpts for slot in opens.values() for cpts in slot["shared_with"]}
    owner = (await session.execute(_RPPS, {"professional_id": professional_id})).first()
    if not named or owner is None or not owner.rpps:
        return []
    rows = await session.execute(_SHARED_WITH, {"named": list(named), "rpps": owner.rpps})
    return [NamedCpts(cpts_id=row.cpts_id, name=row.name) for row in rows.all()]


async def _found(session: DriverSession, asked: dict[str, Any]) -> dict[str, dict[str, Any]]:
    items, _ = await search.free_slots(session, asked | {"limit": MOST_PREVIEWED})
    return {item["slot_id"]: item for item in orjson.loads(items)}


def _widens(
    opens: dict[str, Any], at: datetime, starts_at: str, seen: dict[Audience, Any], slot_id: str
) -> list[Widens]:
    """Audiences that do not find the slot yet, and when they will, before it begins."""
    coming = []
    for audience in LEAVING:
        instants = [opens[one] for one in seen_as(audience) if opens.get(one) is not None]
        if slot_id not in seen[audience] and instants and at < min(instants) < datetime.fromisoformat(starts_at):
            coming.append(Widens(audience=audience, at=min(instants)))
    return coming


def _shared(
    opens: dict[str, Any], at: datetime, starts_at: str, found: dict[UUID, dict[str, Any]], slot_id: str
) -> list[SharedSight]:
    """Other CPTS whose members find the slot, or will before it begins."""
    seen = []
    for cpts_id, slots in found.items():
        since = opens.get("cpts") if cpts_id in opens.get("shared_with", ()) else None
        if slot_id in slots:
            seen.append(SharedSight(cpts_id=cpts_id, at=None))
        elif since is not None and at < since < datetime.fromisoformat(starts_at):
            seen.append(SharedSight(cpts_id=cpts_id, at=since))
    return seen
