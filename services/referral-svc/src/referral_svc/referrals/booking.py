"""What a booking in the shared agenda does to the request it was made for, and what its cancellation undoes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known import usecases as known
from referral_svc.known.facts import AppointmentBooked, AppointmentCameOut, AppointmentMoved
from referral_svc.referrals import repository, timeline
from referral_svc.referrals.authors import SYSTEM, Author, author_elsewhere
from referral_svc.referrals.codes import Kind, Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.placing import settled, unsettled
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.stating import enter_queue
from referral_svc.referrals.usecases import proposal_received, search_started
from referral_svc.referrals.values import Opening

#: Where a booking may place somebody: stated, so she agreed to the search, and nobody chosen yet.
_NOT_PLACED = (Status.STATED, Status.QUALIFIED, Status.SEARCHING, Status.PROPOSED)


async def appointment_booked(
    session: AsyncSession, ports: Ports, referral_id: UUID, fact: AppointmentBooked, at: datetime
) -> None:
    """scheduling-svc booked a slot for this person: its owner may know whom he will see.

    The lock on the request makes a booking and its cancellation take turns, in whichever order they arrive.
    """
    referral = await repository.referral_for_act(session, referral_id)
    if not referral.is_open or referral.status == Status.DRAFT:
        return  # withdrawn meanwhile: nobody learns a name; scheduling hears of it by its own event
    if await known.is_cancelled(session, referral.cpts_id, fact.appointment_id):
        return  # its cancellation was faster: what is over opens nothing
    await known.know_appointment(session, referral.cpts_id, referral_id, fact)
    if places(referral, fact):
        await _placed_by(session, ports, referral, fact, at)
    else:
        await _open_name(session, ports, referral, fact, at)
    if referral.placed_professional_id in (fact.professional_id, None) and referral.first_appointment != "booked":
        referral.first_appointment = "booked"
        referral.first_appointment_at = fact.starts_at
        referral.first_appointment_id = fact.appointment_id
    referral.moved(at)
    details = {"professional_id": str(fact.professional_id), "starts_at": fact.starts_at.isoformat()}
    await timeline.add(session, referral.id, "appointment_booked", SYSTEM, at, details)


def places(referral: Referral, fact: AppointmentBooked) -> bool:
    """Unscheduled care alone is answered by a slot (rules, section 7): its owner said yes by opening it, and the
    person chose by taking it, as whoever booked wrote down."""
    return referral.kind == Kind.SNP and referral.status in _NOT_PLACED and fact.choice_recorded is not None


async def appointment_moved(
    session: AsyncSession, ports: Ports, referral_id: UUID, fact: AppointmentMoved, at: datetime
) -> None:
    """It stands elsewhere, and what it opened goes with it: the request is neither searched for nor placed anew."""
    referral = await repository.referral_for_act(session, referral_id)
    if not referral.is_open or await known.is_cancelled(session, referral.cpts_id, fact.appointment_id):
        return
    await known.know_appointment(session, referral.cpts_id, referral_id, fact)
    by = await author_elsewhere(session, referral.cpts_id, fact.moved_by_account_id)
    if fact.professional_id != fact.previous_professional_id:
        await _goes_to_another(session, ports, referral, fact, by, at)
    if referral.first_appointment_id == fact.appointment_id:
        referral.first_appointment_at = fact.starts_at
    referral.moved(at)
    details = {
        "professional_id": str(fact.professional_id), "starts_at": fact.starts_at.isoformat(),
        "previous_starts_at": fact.previous_starts_at.isoformat(), "moved_by": fact.moved_by,
    }  # fmt: skip
    await timeline.add(session, referral.id, "appointment_moved", by, at, details)
    await ports.disclosure.visit_changed(session, referral, fact.appointment_id, "moved", at)


async def appointment_cancelled(
    session: AsyncSession, ports: Ports, referral_id: UUID, appointment_id: UUID, cancelled_by: str, at: datetime
) -> None:
    referral = await repository.referral_for_act(session, referral_id)
    await known.know_cancellation(session, referral.cpts_id, appointment_id, at)
    await ports.grants.revoke(
        session, referral.id, reason="appointment_cancelled", at=at, appointment_id=appointment_id
    )
    if referral.first_appointment_id == appointment_id and referral.is_open:
        referral.first_appointment = "awaited"
        referral.first_appointment_at = None
        referral.first_appointment_id = None
    referral.moved(at)
    await timeline.add(session, referral.id, "appointment_cancelled", SYSTEM, at, {"cancelled_by": cancelled_by})
    await ports.disclosure.visit_changed(session, referral, appointment_id, "cancelled", at)
    if referral.placed_by_appointment_id == appointment_id and referral.is_open:
        await _comes_back(session, ports, referral, cancelled_by, at)


async def appointment_came_out(
    session: AsyncSession, referral_id: UUID, fact: AppointmentCameOut, at: datetime
) -> None:
    """Written where everybody who follows the request reads it; it neither places nor closes anything."""
    referral = await repository.referral_for_act(session, referral_id)
    by = await author_elsewhere(session, referral.cpts_id, fact.by_account_id)
    if referral.is_open:
        referral.moved(at)
    details = {"professional_id": str(fact.professional_id)}
    await timeline.add(session, referral.id, f"appointment_{fact.outcome}", by, at, details)


async def _placed_by(
    session: AsyncSession, ports: Ports, referral: Referral, fact: AppointmentBooked, at: datetime
) -> None:
    """Each named transition in its turn, in the name of whoever booked: none is jumped."""
    by = await author_elsewhere(session, referral.cpts_id, fact.booked_by_account_id)
    if referral.may("qualify"):
        referral.qualify(None, at)
        await enter_queue(session, referral, await ports.blind.criteria(session, referral), by, at)
    if referral.status == Status.QUALIFIED:
        await search_started(session, referral, by, at)
    await proposal_received(session, referral, by, at)
    referral.place(fact.professional_id, at, by_appointment=fact.appointment_id)
    assert fact.choice_recorded is not None, "asked by `places`"
    await settled(session, ports, referral, fact.professional_id, fact.choice_recorded, by, at)


async def _open_name(
    session: AsyncSession, ports: Ports, referral: Referral, fact: AppointmentBooked | AppointmentMoved, at: datetime
) -> None:
    opening = Opening(
        "name",
        "identified_exchange",
        professional_id=fact.professional_id,
        appointment_id=fact.appointment_id,
    )
    await ports.grants.open(session, referral, opening, SYSTEM, at)


async def _goes_to_another(
    session: AsyncSession, ports: Ports, referral: Referral, fact: AppointmentMoved, by: Author, at: datetime
) -> None:
    """Name and bulletin close to the one and open to the other."""
    before = fact.previous_professional_id
    if referral.placed_by_appointment_id != fact.appointment_id or fact.choice_recorded is None:
        await ports.grants.revoke(
            session, referral.id, reason="appointment_moved", at=at, appointment_id=fact.appointment_id
        )
        await _open_name(session, ports, referral, fact, at)
        return
    await ports.grants.revoke(session, referral.id, reason="appointment_moved", at=at, professional_id=before)
    side = "person" if fact.moved_by == "patient" else "professional"
    await ports.solicitations.stepped_back(session, referral, before, side, at)
    await ports.disclosure.reopen_wishes(session, referral)
    await ports.loop.left(session, referral, before, at)
    referral.follow_booking(fact.professional_id, at)
    await settled(session, ports, referral, fact.professional_id, fact.choice_recorded, by, at)


async def _comes_back(
    session: AsyncSession, ports: Ports, referral: Referral, cancelled_by: str, at: datetime
) -> None:
    """The placement was that appointment. Class, rank and dates stay; the search goes on, after a hold if there is
    one."""
    professional_id = referral.placed_professional_id
    assert professional_id is not None, "an appointment placed it with somebody"
    await ports.grants.revoke(
        session, referral.id, reason="appointment_cancelled", at=at, professional_id=professional_id
    )
    by = "person" if cancelled_by == "patient" else "professional"
    await ports.solicitations.stepped_back(session, referral, professional_id, by, at)
    referral.lose_booking(at)
    if referral.status == Status.SEARCHING:
        await timeline.add(session, referral.id, "back_to_search", SYSTEM, at)
    await unsettled(session, ports, referral, professional_id, at)
