"""Flows 4b, 5b, 6a and 6b of the guide. An edge: it translates and owns no rule."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response

from carekit.auth import CptsMissing, RoleRefused, ScopeMissing, bearer_scheme
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import if_match, set_etag
from carekit.outcomes import MEDIA_TYPE
from carekit.pages import BadCursor
from carekit.problems import responses
from scheduling_svc.appointments.errors import (
    AppointmentBegun,
    ModalityNotOffered,
    ModalityUnsaid,
    NotEnoughRoom,
    ReasonNotOffered,
    TransitionRefused,
)
from scheduling_svc.deps import CallerDep, ClockDep, IfMatchDep, UnitDep
from scheduling_svc.fhir.capability import identifier_parameter
from scheduling_svc.fhir.deps import SentDep, SettingsDep
from scheduling_svc.fhir.errors import (
    BodyFormatRefused,
    FormatRefused,
    ParameterInvalid,
    ParameterMissing,
    ParameterUnknown,
    ResourceInvalid,
)
from scheduling_svc.fhir.gap.appointments import reading, resources, usecases
from scheduling_svc.fhir.gap.appointments.errors import IdentifierUsed, NotKept, SlotUnchangeable
from scheduling_svc.fhir.gap.appointments.parameters import PARAMETERS
from scheduling_svc.fhir.gap.appointments.usecases import Kept, Written
from scheduling_svc.fhir.gap.capability import parameters
from scheduling_svc.fhir.negotiation import Fhir, is_strict, speaks_json, wants_back
from scheduling_svc.slots.errors import SlotPast, SlotTaken

router = APIRouter(
    prefix="/fhir/gap/Appointment",
    tags=["FHIR: GAP"],
    dependencies=[Depends(speaks_json), Depends(bearer_scheme)],
    responses=responses(RoleRefused, ScopeMissing, CptsMissing, FormatRefused),
)
TAKING = (
    BodyFormatRefused, ResourceInvalid, NotKept, SlotTaken, SlotPast, NotEnoughRoom, IdentifierUsed, ReasonNotOffered,
    ModalityUnsaid, ModalityNotOffered, PreconditionFailed, ParameterInvalid, ParameterMissing, ParameterUnknown,
)  # fmt: skip
CHANGING = (*TAKING, TransitionRefused, AppointmentBegun, SlotUnchangeable, PreconditionRequired)
BODY = {"requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}}
IDENTIFIER = identifier_parameter("The partner's own identifier of the appointment, as system|value")


async def written(request: Request, sent: SentDep, settings: SettingsDep) -> Written:
    return Written(sent, settings.gap_base, is_strict(request))


WrittenDep = Annotated[Written, Depends(written)]


@router.get(
    "",
    response_class=Fhir,
    responses=responses(BadCursor),
    openapi_extra=parameters((*PARAMETERS, "_include", "_count", "_page")),
)
async def search_gap_appointments(
    request: Request, unit: UnitDep, settings: SettingsDep, caller: CallerDep, clock: ClockDep
) -> Fhir:
    """The partner's own, as it asked for them. Whoever comes is not known here: a search by a patient finds none."""
    query: bytes = request.scope["query_string"]
    base = settings.gap_base
    return Fhir(await reading.find_appointments(unit, base, caller, clock, query, strict=is_strict(request)))


@router.get("/{appointment_id}", response_class=Fhir, responses=responses(NotFound))
async def read_gap_appointment(appointment_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Fhir:
    """One of the partner's own, as it stands now; its version is the ETag."""
    told = await reading.read_appointment(unit, caller, clock, appointment_id)
    answer = Fhir(resources.appointment(told))
    set_etag(answer, told.version)
    return answer


@router.post("", status_code=201, response_class=Fhir, responses=responses(*TAKING), openapi_extra=BODY)
async def create_gap_appointment(
    request: Request,
    written: WrittenDep,
    unit: UnitDep,
    caller: CallerDep,
    clock: ClockDep,
    if_none_exist: Annotated[
        str | None, Header(alias="If-None-Exist", description="identifier=system|value: 200 where there is one")
    ] = None,
) -> Response:
    """Asks for a slot (`proposed`, `pending`: it is held for some minutes) or books it (`booked`).

    Who loses the race gets 409 `slot-taken`, with the next free slots as further issues. No identity is kept: whoever
    comes is left out with a warning, or refused under `Prefer: handling=strict`.
    """
    kept = await usecases.create_appointment(unit, caller, clock, written, if_none_exist)
    return _answer(request, written.base, kept)


@router.put(
    "/{appointment_id}",
    response_class=Fhir,
    responses=responses(*CHANGING, NotFound),
    openapi_extra=BODY,
)
async def update_gap_appointment(
    appointment_id: UUID,
    request: Request,
    written: WrittenDep,
    unit: UnitDep,
    caller: CallerDep,
    clock: ClockDep,
    edited: IfMatchDep,
) -> Response:
    """Books what was held (`booked`), gives it back or cancels it (`cancelled`); a booked one that names another slot
    goes there, or stays where it is where somebody else was faster (409 `slot-taken`)."""
    kept = await usecases.update_appointment(unit, caller, clock, written, appointment_id, edited)
    return _answer(request, written.base, kept)


@router.put(
    "",
    response_class=Fhir,
    responses=responses(*CHANGING),
    openapi_extra=BODY | {"parameters": [IDENTIFIER]},
)
async def upsert_gap_appointment(
    request: Request, written: WrittenDep, unit: UnitDep, caller: CallerDep, clock: ClockDep
) -> Response:
    """Conditional update by `identifier`: 200, or 201 where this partner has none of it yet. To another slot it goes
    with `If-Match` alone."""
    said = request.headers.get("if-match")
    edited = None if said is None else await if_match(said)
    kept = await usecases.upsert_appointment(unit, caller, clock, written, request.scope["query_string"], edited)
    return _answer(request, written.base, kept)


def _answer(request: Request, base: str, kept: Kept) -> Response:
    """What was asked for (`Prefer: return=`); otherwise the appointment, or the warnings of what was left out."""
    status, wanted = 201 if kept.is_new else 200, wants_back(request)
    answer: Response
    if wanted == "minimal":
        answer = Response(status_code=status)
    elif wanted == "operationoutcome" or (wanted is None and kept.left_out):
        answer = Fhir(resources.done(kept.left_out), status)
    else:
        answer = Fhir(resources.appointment(kept.told), status)
    set_etag(answer, kept.told.version)
    answer.headers["Location"] = f"{base}/Appointment/{kept.told.appointment_id}"
    return answer
