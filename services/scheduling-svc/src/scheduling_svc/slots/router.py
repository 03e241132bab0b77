"""Free slots, the half-day table and agendas over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound
from carekit.pages import BadCursor
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep, UnitDep
from scheduling_svc.openings.errors import OnlyTheOwnerWidens, OwnerNoMemberThere
from scheduling_svc.openings.schemas import WhoSees
from scheduling_svc.slots import own_audience, preview, shared, usecases
from scheduling_svc.slots.errors import (
    CommuneUnknown,
    NotYourAgenda,
    PointUnclear,
    SlotPast,
    SlotTaken,
    SpanInvalid,
)
from scheduling_svc.slots.schemas import (
    AgendaOut,
    AgendaSpanQuery,
    BoardOut,
    FindFreeSlotsQuery,
    FindSharedSlotsQuery,
    FreeSlotPage,
    HalfDayTableOut,
    HalfDayTableQuery,
    Preview,
    PreviewSlotsQuery,
    ReadBoardQuery,
    SharedSlotList,
)

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["slots"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get(
    "/slots",
    response_model=FreeSlotPage,
    responses=responses(BadCursor, CommuneUnknown, PointUnclear, SpanInvalid),
)
async def find_free_slots(find: FindFreeSlotsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Response:
    """First free slots that the caller may book: soonest first, then nearest."""
    return _json(await usecases.find_free_slots(unit, caller, clock, find))


@router.get("/slots/shared", responses=responses(CommuneUnknown, PointUnclear, SpanInvalid))
async def find_shared_slots(
    find: FindSharedSlotsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> SharedSlotList:
    """Free slots that owners in other CPTS share with this one, and whom to ask for them."""
    return await shared.find_shared_slots(unit, caller, clock, find)


@router.get("/slots/half-days", response_model=HalfDayTableOut, responses=responses(CommuneUnknown, PointUnclear))
async def read_half_day_table(find: HalfDayTableQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Response:
    """One week: a row per professional, a cell per half-day."""
    return _json(await usecases.half_day_table(unit, caller, clock, find))


@router.get("/slots/board", response_model=BoardOut, responses=responses(CommuneUnknown, PointUnclear))
async def read_slot_board(find: ReadBoardQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Response:
    """A day of several agendas, or a week of one: what the caller may book, and what is taken, without any name."""
    return _json(await usecases.read_board(unit, caller, clock, find))


@router.get("/professionals/{professional_id}/agenda", responses=responses(NotYourAgenda, SpanInvalid, NotFound))
async def read_agenda(
    professional_id: UUID, span: AgendaSpanQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> AgendaOut:
    """Slots and appointments of one professional, without any name (owner, delegate, care coordinator, director)."""
    return await usecases.read_agenda(unit, caller, clock, professional_id, span)


@router.get(
    "/professionals/{professional_id}/preview",
    responses=responses(NotYourAgenda, SpanInvalid),
)
async def preview_slots(
    professional_id: UUID, find: PreviewSlotsQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> Preview:
    """What each audience finds in this agenda at an instant, and will find later (who keeps it)."""
    return await preview.preview_slots(unit, caller, clock, professional_id, find)


@router.put(
    "/slots/{slot_id}/audience",
    status_code=204,
    responses=responses(NotYourAgenda, OnlyTheOwnerWidens, OwnerNoMemberThere, SlotTaken, SlotPast, NotFound),
)
async def say_who_sees_a_slot(
    slot_id: UUID, wanted: WhoSees, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> None:
    """Of this free slot alone, whatever its opening says (who keeps the agenda; wider, its owner or his delegate)."""
    await own_audience.say_who_sees(unit, caller, clock, slot_id, wanted)


@router.delete(
    "/slots/{slot_id}/audience",
    status_code=204,
    responses=responses(NotYourAgenda, OnlyTheOwnerWidens, OwnerNoMemberThere, SlotTaken, SlotPast, NotFound),
)
async def see_a_slot_as_its_opening(slot_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """It is seen as its opening again."""
    await own_audience.see_as_the_opening(unit, caller, clock, slot_id)


def _json(body: str) -> Response:
    """PostgreSQL built the document; it goes out as it is."""
    return Response(body, media_type="application/json")
