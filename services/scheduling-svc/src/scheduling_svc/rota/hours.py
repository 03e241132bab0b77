"""A published duty opens hours in its holder's agenda; from there on they are openings as any other.

To his own patients alone, until he says himself that they open to the audience of the rota: nobody widens an agenda
for its owner. The opening is his, and he may close a span of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
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

#: What an opening without place is described with.
NOWHERE = UUID(int=0)


@dataclass(frozen=True)
class Practice:
    """Where a holder is on duty, and whether he agreed that his duties open hours to others than his patients."""

    place_id: UUID | None
    agrees: bool


async def practices(session: AsyncSession, rota: Rota, holders: Collection[UUID]) -> dict[UUID, Practice]:
    """A site is nobody's practice place."""
    places = {} if rota.kind == RotaKind.HOUSE else await repository.first_places(session, holders)
    agreed = {one.professional_id for one in await repository.members_of(session, rota.rota_id) if one.agreed_at}
    return {
        who: Practice(places[who].place_id if who in places else None, agrees=who in agreed) for who in holders
    }  # fmt: skip


def open_hours(session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, at: Practice, now: datetime) -> None:
    """Its slots exist once the agenda is brought in line."""
    if duty.professional_id is None:
        return
    opening = Opening(
        professional_id=duty.professional_id, opening_id=new_id(), cpts_id=rota.cpts_id,
        created_by=account_of(caller), created_at=now, version=0,
    )  # fmt: skip
    _describe(opening, caller, rota, duty, at, now)
    session.add(opening)
    duty.opening_id = opening.opening_id
    trace(session, caller, duty.professional_id, duty.duty_id, "duty_opened", now)


async def describe_hours_again(
    session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, at: Practice, now: datetime
) -> None:
    """The holder agreed, or agrees no more: free slots follow, taken ones stay."""
    if duty.opening_id is None:
        return
    opening = await opening_by_id(session, duty.opening_id, for_update=True)
    if opening is not None:
        _describe(opening, caller, rota, duty, at, now)


def _describe(opening: Opening, caller: Caller, rota: Rota, duty: Duty, at: Practice, now: datetime) -> None:
    said = DescribeOpening(
        place_id=at.place_id or NOWHERE, kind=OpeningKind.ONE_OFF, starts_on=duty.on_day,
        from_time=rota.from_time.strftime("%H:%M"), to_time=rota.to_time.strftime("%H:%M"),
        slot_minutes=rota.slot_minutes,
        audience=[Audience(one) for one in rota.audience] if at.agrees else [Audience.OWN_PATIENTS],
    )  # fmt: skip
    opening.describe(said.terms(), by=account_of(caller), at=now)
    opening.place_id = at.place_id


async def hand_over(session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, to: UUID, now: datetime) -> None:
    """The duty changes hands, and its hours the agenda. `DutyHasAppointments` while somebody is booked in them."""
    await close_hours(session, caller, duty, now)
    duty.professional_id = to
    await reopen_hours(session, caller, rota, duty, now)


async def reopen_hours(session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, now: datetime) -> None:
    if duty.professional_id is None:
        return
    (practice,) = (await practices(session, rota, [duty.professional_id])).values()
    open_hours(session, caller, rota, duty, practice, now)
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
