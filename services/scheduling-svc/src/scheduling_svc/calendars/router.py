"""Outside calendars and private feeds over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.bodies import body_up_to
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from scheduling_svc.calendars import feed, usecases
from scheduling_svc.calendars.addresses import Addresses
from scheduling_svc.calendars.errors import (
    CalendarAddressRefused,
    CalendarTooLarge,
    CalendarUnreadable,
    TooManyCalendars,
)
from scheduling_svc.calendars.reading import MOST_BYTES
from scheduling_svc.calendars.schemas import (
    AddCalendar,
    CalendarFeedAddress,
    CalendarFeedOut,
    FindCalendarsQuery,
    GiveCalendarQuery,
    OutsideCalendarList,
    OutsideCalendarOut,
)
from scheduling_svc.calendars.writing import etag_of
from scheduling_svc.deps import CallerDep, ClockDep, OnceDep, UnitDep
from scheduling_svc.openings.errors import ProfessionalUnknown
from scheduling_svc.slots.errors import NotYourAgenda

PREFIX = "/api/scheduling/v1"
#: A file is larger than any other body, and is limited here.
FILES = f"{PREFIX}/outside-calendar-files"
router = APIRouter(
    prefix=PREFIX,
    tags=["calendars"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing, NotYourAgenda),
)
#: Open to whoever has the address.
public = APIRouter(prefix=f"{PREFIX}/public", tags=["calendars"])
FEED = "/professionals/{professional_id}/calendar-feed"


async def addresses_of(request: Request) -> Addresses:
    addresses: Addresses = request.app.state.addresses
    return addresses


AddressesDep = Annotated[Addresses, Depends(addresses_of)]


@router.get("/outside-calendars")
async def list_outside_calendars(
    find: FindCalendarsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> OutsideCalendarList:
    """Calendars that the owner of an agenda keeps elsewhere, with the appointments that stand in their busy time."""
    return await usecases.list_calendars(unit, caller, clock, find.professional_id)


@router.post(
    "/outside-calendars",
    status_code=201,
    responses=responses(
        CalendarAddressRefused, TooManyCalendars, ProfessionalUnknown, IdempotencyKeyInvalid, IdempotencyKeyReused
    ),
)
async def add_outside_calendar(
    body: AddCalendar, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep, addresses: AddressesDep
) -> OutsideCalendarOut:
    """Adds a calendar by its address; it is read within seconds, then every quarter of an hour."""
    return await usecases.add_calendar(unit, caller, clock, once, addresses, body)


@router.post(
    "/outside-calendar-files",
    status_code=201,
    responses=responses(CalendarUnreadable, CalendarTooLarge, TooManyCalendars, ProfessionalUnknown),
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": f"iCalendar file (RFC 5545), {MOST_BYTES} bytes at most",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def give_outside_calendar(
    request: Request, given: GiveCalendarQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep,
    addresses: AddressesDep,
) -> OutsideCalendarOut:  # fmt: skip
    """Adds a calendar from a file: its busy times of the next 366 days are kept, the file is not."""
    content = await body_up_to(request, MOST_BYTES, CalendarTooLarge)
    return await usecases.give_calendar(unit, caller, clock, addresses, given, content)


@router.delete("/outside-calendars/{calendar_id}", status_code=204, responses=responses(NotFound))
async def remove_outside_calendar(calendar_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Takes a calendar away: the slots that it had closed are back."""
    await usecases.remove_calendar(unit, caller, clock, calendar_id)


@router.get(FEED)
async def show_calendar_feed(professional_id: UUID, unit: UnitDep, caller: CallerDep) -> CalendarFeedOut:
    """Whether the agenda has a private feed; its address was told when it was made."""
    return await feed.show_feed(unit, caller, professional_id)


@router.post(FEED, status_code=201, responses=responses(ProfessionalUnknown))
async def make_calendar_feed(
    professional_id: UUID, request: Request, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> CalendarFeedAddress:
    """Makes the address of the private feed; the one before opens nothing any more."""
    return await feed.make_feed(unit, caller, clock, professional_id, request.app.state.settings.public_url)


@router.delete(FEED, status_code=204)
async def revoke_calendar_feed(professional_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """The address opens nothing any more."""
    await feed.revoke_feed(unit, caller, clock, professional_id)


@public.get(
    "/{cpts_id}/feeds/{token}/agenda.ics",
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        304: {"description": "As the caller has it"},
        **responses(NotFound),
    },
)
async def read_calendar_feed(
    cpts_id: UUID,
    token: str,
    request: Request,
    clock: ClockDep,
    addresses: AddressesDep,
    known: Annotated[str | None, Header(alias="If-None-Match")] = None,
) -> Response:
    """iCalendar: openings, appointments and duties as busy time, without any name, reason or place."""
    unit = Unit(request.app.state.database, cpts_id)
    text = await feed.read_feed(unit, clock, cpts_id, token, addresses.own_uids)
    headers = {"ETag": etag_of(text), "Cache-Control": "no-store"}
    if known is not None and headers["ETag"] in known:
        return Response(status_code=304, headers=headers)
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)
