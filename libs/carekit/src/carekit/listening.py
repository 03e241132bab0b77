"""The doors by which services hear of each other, the routers' twin; the gateway routes neither.

`POST /_events` applies a fact once; `GET /_snapshot` tells again every fact that this service ever told.

    async def _booked(session: AsyncSession, heard: Heard) -> None: ...

    router = doors({("scheduling-svc", "appointment.booked.v1"): _booked}, tells=True)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import inbox, problems
from carekit.auth import Caller, service_caller
from carekit.errors import Forbidden, Invalid, NotFound
from carekit.events import Envelope
from carekit.outbox import outbox_event


class EventNotYours(Forbidden):
    """A service tells only facts of its own, and only to those who listen to it."""

    title = "The source of the event is not who posts it, or nobody listens to it here"


class EventUnreadable(Invalid):
    title = "The event does not have the shape of its type"
    field = "data"


@dataclass(frozen=True)
class Heard:
    """One fact, when it was heard, and the application that hears it (its state holds the means)."""

    envelope: Envelope
    at: datetime
    app: FastAPI

    @property
    def cpts(self) -> UUID:
        """For facts that belong to a CPTS."""
        if self.envelope.cpts_id is None:
            raise EventUnreadable("The event belongs to no CPTS", field="cpts_id")
        return self.envelope.cpts_id


#: What a fact changes here. What it hands back, if anything, is done once that is committed.
Apply = Callable[[AsyncSession, Heard], Awaitable[Callable[[], None] | None]]
#: By (source, type). Any other type of a source that is listened to is received and left.
Handlers = Mapping[tuple[str, str], Apply]

_ServiceDep = Annotated[Caller, Depends(service_caller)]


def doors(handlers: Handlers, *, tells: bool) -> APIRouter:
    """`tells` for a service that has an outbox."""
    router = APIRouter(include_in_schema=False)
    sources = {source for source, _ in handlers}

    @router.post("/_events", status_code=204, responses=problems.responses(EventNotYours, EventUnreadable))
    async def receive_event(envelope: Envelope, request: Request, caller: _ServiceDep) -> None:
        if envelope.source != caller.issuer or envelope.source not in sources:
            raise EventNotYours
        heard = Heard(envelope, request.app.state.clock.now(), request.app)
        done = await _apply(handlers.get((envelope.source, envelope.type)), heard)
        if done is not None:
            done()

    if tells:
        router.add_api_route("/_snapshot", tell_again, methods=["GET"])
    return router


async def _apply(apply: Apply | None, heard: Heard) -> Callable[[], None] | None:
    """What the fact changes and the inbox are kept together or not at all."""
    async with heard.app.state.database.begin(heard.envelope.cpts_id) as session:
        if not await inbox.first_time(session, heard.envelope, heard.at) or apply is None:
            return None
        try:
            return await apply(session, heard)
        except ValidationError as unreadable:
            raise EventUnreadable(f"{unreadable.error_count()} fields are wrong") from unreadable
        except NotFound:
            return None  # about something of which nothing is known here: received, and nothing to change


async def tell_again(
    request: Request,
    caller: _ServiceDep,
    after: Annotated[UUID | None, Query(description="id of the last fact received")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> list[dict[str, Any]]:
    """Every fact this service ever told, oldest first: where a new consumer starts from."""
    facts = select(outbox_event).order_by(outbox_event.c.id).limit(limit)
    if after is not None:
        facts = facts.where(outbox_event.c.id > after)
    async with request.app.state.database.begin() as session:
        rows = (await session.execute(facts)).mappings().all()
    return [
        Envelope(
            id=row["id"],
            source=request.app.state.name,
            type=row["type"],
            subject=row["subject"],
            version=row["version"],
            cpts_id=row["cpts_id"],
            time=row["occurred_at"],
            data=row["data"],
        ).model_dump(mode="json")
        for row in rows
    ]
