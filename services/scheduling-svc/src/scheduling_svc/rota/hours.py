"""A published duty opens hours in its holder's agenda; from there on they are openings as any other.

To his own patients alone, until he says himself that they open to the audience of the rota: nobody widens an agenda
for its owner. The opening is his, and he may close a span of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.models import Audience, Modality, OpeningKind, Terms
from scheduling_svc.openings.repository import opening_by_id
from scheduling_svc.openings.usecases import publish, revise, withdraw
from scheduling_svc.rota import repository
from scheduling_svc.rota.errors import DutyHasAppointments
from scheduling_svc.rota.models import Duty, Rota, RotaKind
from scheduling_svc.slots.repository import agendas_in_hand
from scheduling_svc.slots.upkeep import bring_in_line


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


async def open_hours(
    session: AsyncSession, caller: Caller, rota: Rota, duties: Sequence[Duty], at: Practice, now: datetime
) -> None:
    """Of duties that one person holds, and his agenda brought in line."""
    (holder,) = {duty.professional_id for duty in duties if duty.professional_id}
    wanted = [_terms(rota, duty, at) for duty in duties]
    openings = await publish(session, caller, holder, wanted, now, agreed=rota.audience)
    for duty, opening in zip(duties, openings, strict=True):
        duty.opening_id = opening.opening_id
        trace(session, caller, holder, duty.duty_id, "duty_opened", now)
    await session.flush()
    await bring_in_line(session, caller.cpts, holder, now)


async def describe_hours_again(
    session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, at: Practice, now: datetime
) -> None:
    """The holder agreed, or agrees no more: free slots follow, taken ones stay."""
    if duty.opening_id is None:
        return
    opening = await opening_by_id(session, duty.opening_id, for_update=True)
    if opening is not None:
        await revise(session, caller, opening, _terms(rota, duty, at), now, agreed=rota.audience)


def _terms(rota: Rota, duty: Duty, at: Practice) -> Terms:
    return Terms(
        place_id=at.place_id, kind=OpeningKind.ONE_OFF, weekdays=[], starts_on=duty.on_day, ends_on=duty.on_day,
        from_time=rota.from_time, to_time=rota.to_time, slot_minutes=rota.slot_minutes, modalities=[Modality.AMB],
        audience=sorted(rota.audience) if at.agrees else [Audience.OWN_PATIENTS],
    )  # fmt: skip


async def hand_over(session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, to: UUID, now: datetime) -> None:
    """The duty changes hands, and its hours the agenda. `DutyHasAppointments` while somebody is booked in them."""
    await agendas_in_hand(session, [one for one in (duty.professional_id, to) if one])
    await close_hours(session, caller, duty, now)
    duty.professional_id = to
    await reopen_hours(session, caller, rota, duty, now)


async def reopen_hours(session: AsyncSession, caller: Caller, rota: Rota, duty: Duty, now: datetime) -> None:
    if duty.professional_id is None:
        return
    (practice,) = (await practices(session, rota, [duty.professional_id])).values()
    await open_hours(session, caller, rota, [duty], practice, now)


async def close_hours(session: AsyncSession, caller: Caller, duty: Duty, now: datetime) -> None:
    """The agenda is locked before it is asked who is booked: nobody books in between."""
    if duty.opening_id is None or duty.professional_id is None:
        return
    opening = await opening_by_id(session, duty.opening_id, for_update=True)
    # Free slots go first: what is left of this opening is held or booked.
    if opening is not None:
        await withdraw(session, caller, opening, now)
    else:
        await bring_in_line(session, caller.cpts, duty.professional_id, now)
    if await repository.has_appointments(session, duty):
        raise DutyHasAppointments
    duty.opening_id = None
    trace(session, caller, duty.professional_id, duty.duty_id, "duty_closed", now)
