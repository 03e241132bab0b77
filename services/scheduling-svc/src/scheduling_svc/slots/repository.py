"""Questions about slots, asked by the acts that keep and take them. Searches are in `search.py`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import PARIS
from carekit.identifiers import new_id
from carekit.public_holidays import department_of
from scheduling_svc.known.models import KnownCommune, KnownCpts, KnownProfessional
from scheduling_svc.openings.derivation import PlannedSlot
from scheduling_svc.openings.models import Closure, Opening
from scheduling_svc.openings.spans import Span
from scheduling_svc.slots.models import Slot, SlotAudience, SlotHorizon, SlotStatus


async def zone_of(session: AsyncSession, cpts_id: UUID) -> ZoneInfo:
    """Where the CPTS lives; Paris until the directory has described it."""
    name = await session.scalar(select(KnownCpts.time_zone).where(KnownCpts.cpts_id == cpts_id))
    return ZoneInfo(name) if name else PARIS


async def department_here(session: AsyncSession) -> str | None:
    """Whose public holidays the CPTS of this session keeps."""
    return department_of(await session.scalars(select(KnownCommune.code)))


async def agendas_in_hand(
    session: AsyncSession, professional_ids: Collection[UUID]
) -> Mapping[UUID, KnownProfessional]:
    """The professionals by id, rows locked: acts on one agenda take turns. Whoever corrects agendas takes them all in
    hand, in one order, before he locks anything in them."""
    found = await session.scalars(
        select(KnownProfessional)
        .where(KnownProfessional.professional_id.in_(professional_ids))
        .order_by(KnownProfessional.professional_id)
        .with_for_update(key_share=True)
    )
    return {one.professional_id: one for one in found}


async def rules_of_agenda(
    session: AsyncSession, professional_id: UUID, since: datetime
) -> tuple[Sequence[Opening], list[Span]]:
    openings = await session.scalars(select(Opening).where(Opening.professional_id == professional_id))
    closures = await session.execute(
        select(Closure.starts_at, Closure.ends_at).where(
            Closure.professional_id == professional_id, Closure.ends_at > since
        )
    )
    return openings.all(), [Span(starts_at, ends_at) for starts_at, ends_at in closures]


async def said_of_slots(
    session: AsyncSession, professional_id: UUID, since: datetime
) -> dict[tuple[UUID, datetime], SlotAudience]:
    """What the owner said of single slots that are not over, by opening and start."""
    found = await session.scalars(
        select(SlotAudience).where(SlotAudience.professional_id == professional_id, SlotAudience.starts_at >= since)
    )
    return {(one.opening_id, one.starts_at): one for one in found}


async def slots_from(
    session: AsyncSession, professional_id: UUID, since: datetime, until: datetime | None
) -> list[Slot]:
    """Slots that start in the span, as values: they are read, never changed through the session."""
    asked = select(*Slot.__table__.c).where(Slot.professional_id == professional_id, Slot.starts_at >= since)
    if until is not None:
        asked = asked.where(Slot.starts_at < until)
    return [Slot(**row) for row in (await session.execute(asked)).mappings()]


async def correct(
    session: AsyncSession,
    professional: KnownProfessional,
    missing: Sequence[PlannedSlot],
    changed: Sequence[tuple[UUID, PlannedSlot]],
    unwanted: Sequence[UUID],
) -> None:
    """`status = 'free'` is asked again by each statement: a slot taken meanwhile stays."""
    mine = (Slot.professional_id == professional.professional_id, Slot.status == SlotStatus.FREE.value)
    if unwanted:
        await session.execute(delete(Slot).where(*mine, Slot.slot_id.in_(unwanted)))
    if changed:
        table = cast("Table", Slot.__table__)
        await (await session.connection()).execute(
            update(table).where(*mine, table.c.slot_id == bindparam("of_slot")),
            [{"of_slot": slot_id, "ends_at": plan.ends_at, **asdict(plan.terms)} for slot_id, plan in changed],
        )
    if missing:
        await session.execute(
            insert(Slot).on_conflict_do_nothing(constraint="slot_derived_once"),
            [
                {"professional_id": professional.professional_id, "slot_id": new_id(),
                 "cpts_id": professional.cpts_id, "profession_code": professional.profession_code,
                 "opening_id": plan.opening_id, "starts_at": plan.starts_at, "ends_at": plan.ends_at,
                 "status": SlotStatus.FREE.value, **asdict(plan.terms)}
                for plan in missing
            ],
        )  # fmt: skip


async def note_horizon(session: AsyncSession, cpts_id: UUID, professional_id: UUID, last_day: date) -> None:
    await session.execute(
        insert(SlotHorizon)
        .values(cpts_id=cpts_id, professional_id=professional_id, kept_until=last_day)
        .on_conflict_do_update(index_elements=["cpts_id", "professional_id"], set_={"kept_until": last_day})
    )


async def agendas_behind(session: AsyncSession, last_day: date) -> list[UUID]:
    """Professionals with openings whose slots do not reach `last_day`, or reach further."""
    found = await session.scalars(
        select(Opening.professional_id)
        .distinct()
        .outerjoin(SlotHorizon, SlotHorizon.professional_id == Opening.professional_id)
        .where(SlotHorizon.kept_until.is_distinct_from(last_day))
    )
    return list(found)


async def forget_horizons(session: AsyncSession) -> None:
    """Every agenda of the CPTS is derived again at the worker's next round."""
    await agendas_in_hand(session, list(await session.scalars(select(SlotHorizon.professional_id))))
    await session.execute(delete(SlotHorizon))


async def agendas_with_expired_holds(session: AsyncSession, now: datetime) -> list[UUID]:
    found = await session.scalars(
        select(Slot.professional_id).distinct().where(Slot.status == SlotStatus.HELD.value, Slot.held_until <= now)
    )
    return list(found)


async def has_expired_holds(session: AsyncSession, professional_id: UUID, now: datetime) -> bool:
    ran_out = (Slot.status == SlotStatus.HELD.value, Slot.held_until <= now)
    asked = select(Slot.slot_id).where(Slot.professional_id == professional_id, *ran_out).limit(1)
    return await session.scalar(asked) is not None


async def expired_holds(session: AsyncSession, professional_id: UUID, now: datetime) -> list[Slot]:
    """Their slots, rows locked."""
    found = await session.scalars(
        select(Slot)
        .where(
            Slot.professional_id == professional_id, Slot.status == SlotStatus.HELD.value, Slot.held_until <= now
        )
        .order_by(Slot.starts_at)
        .with_for_update(key_share=True)
    )  # fmt: skip
    return list(found)
