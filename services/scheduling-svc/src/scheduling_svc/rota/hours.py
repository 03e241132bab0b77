"""A published duty opens hours in its holder's agenda; from there on they are openings as any other.

Whoever takes part agreed to the audience of the rota; the opening is his, and he may close a span of it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.identifiers import new_id
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.models import Audience, Opening, OpeningKind
from scheduling_svc.openings.repository import opening_by_id
from scheduling_svc.openings.schemas import DescribeOpening
from scheduling_svc.rota import repository
from scheduling_svc.rota.errors import DutyHasAppointments
from scheduling_svc.rota.models import Duty, Rota, RotaKind
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.upkeep import bring_in_line

#: A site is nobody's practice place.
NOWHERE = UUID(int=0)


async def open_hours(
    session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, place_id: UUID | None, now: datetime
) -> None:
    """Its slots exist once the agenda is brought in line."""
    if duty.professional_id is None:
        return
    author = account_of(caller)
    opening = Opening(
        professional_id=duty.professional_id, opening_id=new_id(), cpts_id=rota.cpts_id,
        created_by=author, created_at=now, version=0,
    )  # fmt: skip
    opening.describe(_hours(rota, duty).terms(), by=author, at=now)
    opening.place_id = None if rota.kind == RotaKind.HOUSE else place_id
    session.add(opening)
    duty.opening_id = opening.opening_id
    trace(session, caller, duty.professional_id, duty.duty_id, "duty_opened", now)


def _hours(rota: Rota, duty: Duty) -> DescribeOpening:
    return DescribeOpening(
        place_id=NOWHERE, kind=OpeningKind.ONE_OFF, starts_on=duty.on_day,
        from_time=rota.from_time.strftime("%H:%M"), to_time=rota.to_time.strftime("%H:%M"),
        slot_minutes=rota.slot_minutes, audience=[Audience(one) for one in rota.audience],
    )  # fmt: skip


async def hand_over(session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, to: UUID, now: datetime) -> None:
    """The duty changes hands, and its hours the agenda. `DutyHasAppointments` while somebody is booked in them."""
    await close_hours(session, caller, duty, now)
    duty.professional_id = to
    await reopen_hours(session, caller, rota, duty, now)


async def reopen_hours(session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, now: datetime) -> None:
    if duty.professional_id is None:
        return
    places = await repository.first_places(session, [duty.professional_id])
    place = places.get(duty.professional_id)
    await open_hours(session, caller, rota, duty, place.place_id if place else None, now)
    await session.flush()
    await bring_in_line(session, caller.cpts, duty.professional_id, now)


async def close_hours(session: AsyncSession, caller: Caller, duty: Duty, now: datetime) -> None:
    """The agenda is locked before it is asked who is booked: nobody books in between."""
    if duty.opening_id is None or duty.professional_id is None:
        return
    opening = await opening_by_id(session, duty.opening_id, for_update=True)
    if opening is not None:
        await session.delete(opening)
        await session.flush()
    # Free slots go first: what is left of this opening is held or booked.
    await bring_in_line(session, caller.cpts, duty.professional_id, now)
    if await repository.has_appointments(session, duty):
        raise DutyHasAppointments
    duty.opening_id = None
    trace(session, caller, duty.professional_id, duty.duty_id, "duty_closed", now)
