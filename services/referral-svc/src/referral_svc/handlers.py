"""Event type → use case: the router's twin. Reached by other services only; the gateway does not route it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import inbox
from carekit.auth import Caller, service_caller
from carekit.errors import Forbidden, Invalid, NotFound
from carekit.events import Envelope
from carekit.outbox import outbox_event
from referral_svc import deps
from referral_svc.known import facts
from referral_svc.known import usecases as known
from referral_svc.referrals import placing
from referral_svc.referrals.ports import Ports

router = APIRouter(include_in_schema=False)


class EventNotYours(Forbidden):
    """A service tells only facts of its own."""

    title = "The source of the event is not who posts it"


class EventUnreadable(Invalid):
    title = "The event does not have the shape of its type"


async def _cpts(session: AsyncSession, _: Ports, envelope: Envelope, at: datetime) -> None:
    fact = facts.CptsDescribed.model_validate(envelope.data)
    if fact.cpts_id != envelope.cpts_id:
        raise EventUnreadable("The description is of another CPTS than the envelope says")
    await known.know_cpts(session, fact, at)


async def _professional(session: AsyncSession, _: Ports, envelope: Envelope, at: datetime) -> None:
    fact = facts.ProfessionalDescribed.model_validate(envelope.data)
    await known.know_professional(session, _cpts_of(envelope), fact, at)


async def _member_left(session: AsyncSession, _: Ports, envelope: Envelope, at: datetime) -> None:
    await known.member_left(session, _cpts_of(envelope), facts.MemberLeft.model_validate(envelope.data))


async def _structure(session: AsyncSession, _: Ports, envelope: Envelope, at: datetime) -> None:
    fact = facts.StructureDescribed.model_validate(envelope.data)
    await known.know_structure(session, _cpts_of(envelope), fact)


async def _booked(session: AsyncSession, ports: Ports, envelope: Envelope, at: datetime) -> None:
    fact = facts.AppointmentBooked.model_validate(envelope.data)
    if fact.referral_id is not None:
        await placing.appointment_booked(
            session, ports, fact.referral_id, fact.professional_id, fact.appointment_id, fact.starts_at, at
        )


async def _cancelled(session: AsyncSession, ports: Ports, envelope: Envelope, at: datetime) -> None:
    fact = facts.AppointmentCancelled.model_validate(envelope.data)
    if fact.referral_id is not None:
        await placing.appointment_cancelled(
            session, ports, fact.referral_id, fact.appointment_id, fact.cancelled_by, at
        )


Apply = Callable[[AsyncSession, Ports, Envelope, datetime], Awaitable[None]]
#: (source, type) → what it changes here. Any other event is received and left.
HANDLERS: dict[tuple[str, str], Apply] = {
    ("directory-svc", "cpts.described.v1"): _cpts,
    ("directory-svc", "professional.described.v1"): _professional,
    ("directory-svc", "member.left.v1"): _member_left,
    ("directory-svc", "structure.described.v1"): _structure,
    ("scheduling-svc", "appointment.booked.v1"): _booked,
    ("scheduling-svc", "appointment.cancelled.v1"): _cancelled,
}


@router.post("/_events", status_code=204)
async def receive_event(
    envelope: Envelope,
    request: Request,
    caller: Annotated[Caller, Depends(service_caller)],
    at: deps.Now,
    ports: Annotated[Ports, Depends(deps.ports)],
) -> None:
    """Applies a fact once; what it changes and the inbox are kept together or not at all."""
    if envelope.source != caller.issuer:
        raise EventNotYours
    apply = HANDLERS.get((envelope.source, envelope.type))
    async with request.app.state.database.begin(envelope.cpts_id) as session:
        if not await inbox.first_time(session, envelope, at) or apply is None:
            return
        try:
            await apply(session, ports, envelope, at)
        except ValidationError as unreadable:
            raise EventUnreadable(f"{unreadable.error_count()} fields are wrong") from unreadable
        except NotFound:
            return  # a request of which nothing is known here: received, and nothing to change


@router.get("/_snapshot")
async def tell_again(
    request: Request,
    caller: Annotated[Caller, Depends(service_caller)],
    after: Annotated[UUID | None, Query(description="id of the last fact received")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[dict[str, Any]]:
    """Every fact this service ever told, oldest first: where a new consumer starts from."""
    facts_told = select(outbox_event).order_by(outbox_event.c.id).limit(limit)
    if after is not None:
        facts_told = facts_told.where(outbox_event.c.id > after)
    async with request.app.state.database.begin() as session:
        rows = (await session.execute(facts_told)).mappings().all()
    return [
        Envelope(
            id=row["id"], source=request.app.state.name, type=row["type"], subject=row["subject"],
            version=row["version"], cpts_id=row["cpts_id"], time=row["occurred_at"], data=row["data"],
        ).model_dump(mode="json")
        for row in rows
    ]  # fmt: skip


def _cpts_of(envelope: Envelope) -> UUID:
    if envelope.cpts_id is None:
        raise EventUnreadable("The event belongs to no CPTS")
    return envelope.cpts_id
