"""Event type → use case: the router's twin. Reached by other services only; the gateway does not route it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import inbox
from carekit.auth import Caller, service_caller
from carekit.errors import Forbidden, Invalid
from carekit.events import Envelope
from scheduling_svc.deps import ClockDep
from scheduling_svc.known import usecases
from scheduling_svc.known.facts import CptsDescribed, ProfessionalDescribed, ReferralState

router = APIRouter(include_in_schema=False)
ServiceDep = Annotated[Caller, Depends(service_caller)]


class EventNotYours(Forbidden):
    """A service tells only facts of its own."""

    title = "The source of the event is not who posts it"


class EventUnreadable(Invalid):
    title = "The event does not have the shape of its type"


async def _cpts(session: AsyncSession, envelope: Envelope, now: datetime) -> None:
    fact = CptsDescribed.model_validate(envelope.data)
    if fact.cpts_id != envelope.cpts_id:
        raise EventUnreadable("The description is of another CPTS than the envelope says")
    await usecases.know_cpts(session, fact)


async def _professional(session: AsyncSession, envelope: Envelope, now: datetime) -> None:
    fact = ProfessionalDescribed.model_validate(envelope.data)
    await usecases.know_professional(session, _cpts_of(envelope), fact, now)


async def _referral(session: AsyncSession, envelope: Envelope, now: datetime) -> None:
    fact = ReferralState.model_validate(envelope.data)
    await usecases.know_referral(session, _cpts_of(envelope), fact, envelope.version)


Apply = Callable[[AsyncSession, Envelope, datetime], Awaitable[None]]
#: (source, type) → what it changes here. Any other event is received and left.
HANDLERS: dict[tuple[str, str], Apply] = {
    ("directory-svc", "cpts.described.v1"): _cpts,
    ("directory-svc", "professional.described.v1"): _professional,
    ("referral-svc", "referral.stated.v1"): _referral,
    ("referral-svc", "referral.qualified.v1"): _referral,
    ("referral-svc", "referral.placed.v1"): _referral,
    ("referral-svc", "referral.closed.v1"): _referral,
    ("referral-svc", "referral.withdrawn.v1"): _referral,
}


@router.post("/_events", status_code=204)
async def receive_event(envelope: Envelope, request: Request, clock: ClockDep, caller: ServiceDep) -> None:
    """Applies a fact once; what it changes and the inbox are kept together or not at all."""
    if envelope.source != caller.issuer:
        raise EventNotYours
    apply = HANDLERS.get((envelope.source, envelope.type))
    now = clock.now()
    async with request.app.state.database.begin(envelope.cpts_id) as session:
        if not await inbox.first_time(session, envelope, now) or apply is None:
            return
        try:
            await apply(session, envelope, now)
        except ValidationError as unreadable:
            raise EventUnreadable(f"{unreadable.error_count()} fields are wrong") from unreadable


@router.get("/_snapshot")
async def tell_again(
    request: Request,
    caller: ServiceDep,
    after: Annotated[UUID | None, Query(description="id of the last fact received")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[dict[str, Any]]:
    """Every fact this service ever told, oldest first: where a new consumer starts from."""
    async with request.app.state.database.begin() as session:
        rows = await session.execute(
            text(
                "select id, type, subject, version, cpts_id, occurred_at, data from outbox_event "
                "where cast(:after as uuid) is null or id > cast(:after as uuid) order by id limit :limit"
            ),
            {"after": after, "limit": limit},
        )
        return [
            Envelope(
                id=row.id, source=request.app.state.name, type=row.type, subject=row.subject, version=row.version,
                cpts_id=row.cpts_id, time=row.occurred_at, data=row.data,
            ).model_dump(mode="json")
            for row in rows
        ]  # fmt: skip


def _cpts_of(envelope: Envelope) -> UUID:
    if envelope.cpts_id is None:
        raise EventUnreadable("The event belongs to no CPTS")
    return envelope.cpts_id
