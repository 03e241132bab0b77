"""People to call if a slot frees, over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.appointments.errors import (
    AppointmentBegun,
    BrigadeGoesElsewhere,
    ChoiceUnsaid,
    ModalityNotOffered,
    ModalityUnsaid,
    NotEnoughRoom,
    ReasonNotOffered,
    ReferralNotBookable,
    ReferralUnknown,
    TransitionRefused,
)
from scheduling_svc.appointments.schemas import AppointmentOut
from scheduling_svc.deps import AcceptDep, ActOnceDep, CallerDep, ClockDep, IfMatchDep, OnceDep, UnitDep
from scheduling_svc.slots.errors import CommuneUnknown, PointUnclear, SlotPast, SlotTaken, SpanInvalid
from scheduling_svc.wishes import booking, listing, usecases
from scheduling_svc.wishes.errors import WishAnswered, WishNotedAlready, WishOver
from scheduling_svc.wishes.schemas import BookFromWish, DescribeWish, FindWishesQuery, NoteWish, WishOut, WishPage

router = APIRouter(
    prefix="/api/scheduling/v1/wishes",
    tags=["wishes"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
DESCRIBING = (NotFound, WishNotedAlready, ReferralNotBookable, CommuneUnknown, PointUnclear, SpanInvalid)
KEYED = (IdempotencyKeyInvalid, IdempotencyKeyReused)


@router.get("", response_model=WishPage, responses=CSV_FILE | responses(BadCursor))
async def list_wishes(
    find: FindWishesQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: AcceptDep = None
) -> WishPage | Response:
    """People to call if a slot frees, of the requests that the caller may book for, each with the free slots that fit
    now and that he sees as in his own search."""
    if wants_csv(accept):
        return csv_file("a-rappeler.csv", await listing.export_wishes(unit, caller, clock, find))
    return await listing.list_wishes(unit, caller, clock, find)


@router.post(
    "",
    status_code=201,
    responses=responses(*DESCRIBING, *KEYED, ReferralUnknown, TransitionRefused, AppointmentBegun),
)
async def note_wish(
    body: NoteWish, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep, response: Response
) -> WishOut:
    """Notes that a person wishes to be called if a slot frees, or one before the appointment that she has. Nothing
    is sent to her: she is called."""
    wish = await usecases.note_wish(unit, caller, clock, once, body)
    set_etag(response, wish.version)
    return wish


@router.put("/{wish_id}", responses=responses(*DESCRIBING, WishOver, PreconditionFailed, PreconditionRequired))
async def change_wish(
    wish_id: UUID, body: DescribeWish, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep,
    response: Response,
) -> WishOut:  # fmt: skip
    """Other half-days, another distance, a later last day."""
    wish = await usecases.change_wish(unit, caller, clock, wish_id, body, edited)
    set_etag(response, wish.version)
    return wish


@router.post(
    "/{wish_id}/booking",
    responses=responses(
        NotFound,
        *KEYED,
        WishOver,
        WishAnswered,
        SlotTaken,
        SlotPast,
        ReasonNotOffered,
        NotEnoughRoom,
        ReferralUnknown,
        ReferralNotBookable,
        ChoiceUnsaid,
        ModalityUnsaid,
        ModalityNotOffered,
        BrigadeGoesElsewhere,
        TransitionRefused,
        AppointmentBegun,
    ),
)
async def book_from_wish(
    wish_id: UUID, body: BookFromWish, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: ActOnceDep
) -> AppointmentOut:
    """Books the slot for the person, or moves her appointment there, by the road of any booking; who loses the race
    gets 409 `slot-taken` with `next`, and the wish waits on."""
    return await booking.book_from_wish(unit, caller, clock, once, wish_id, body)


@router.post("/{wish_id}/closure", responses=responses(NotFound, WishOver))
async def close_wish(wish_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> WishOut:
    """It no longer suits: nobody is called."""
    return await usecases.close_wish(unit, caller, clock, wish_id)


@router.post("/{wish_id}/resumption", responses=responses(NotFound, WishOver, WishAnswered, WishNotedAlready))
async def resume_wish(wish_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> WishOut:
    """Waits again: it was closed by mistake, or what was booked from it was taken back."""
    return await usecases.resume_wish(unit, caller, clock, wish_id)
