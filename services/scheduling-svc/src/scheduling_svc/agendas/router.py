"""Agendas without a login over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from scheduling_svc.agendas import usecases
from scheduling_svc.agendas.errors import AgendaPlaceUnknown, ResponsibleUnknown
from scheduling_svc.agendas.schemas import AgendaList, AgendaWithoutLogin, DescribeAgenda, MakeAgenda
from scheduling_svc.deps import CallerDep, ClockDep, IfMatchDep, OnceDep, UnitDep

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["agendas"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get("/agendas")
async def list_agendas(unit: UnitDep, caller: CallerDep) -> AgendaList:
    """Agendas that nobody logs in to: all for the office of the CPTS, else those that the caller answers for."""
    return await usecases.list_agendas(unit, caller)


@router.post(
    "/agendas",
    status_code=201,
    responses=responses(ResponsibleUnknown, AgendaPlaceUnknown, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def make_agendas(
    body: MakeAgenda, unit: UnitDep, caller: CallerDep, clock: ClockDep, once: OnceDep
) -> AgendaList:
    """Makes an agenda, or as many as a centre has lines (care coordinator, director)."""
    return await usecases.make_agendas(unit, caller, clock, once, body)


@router.put(
    "/agendas/{agenda_id}",
    responses=responses(NotFound, PreconditionFailed, PreconditionRequired, ResponsibleUnknown, AgendaPlaceUnknown),
)
async def describe_agenda(
    agenda_id: UUID, body: DescribeAgenda, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep,
    response: Response,
) -> AgendaWithoutLogin:  # fmt: skip
    """Renames an agenda, says where it stands and who answers for it; its slots and appointments stay."""
    agenda = await usecases.describe_agenda(unit, caller, clock, agenda_id, body, edited)
    set_etag(response, agenda.version)
    return agenda


@router.delete("/agendas/{agenda_id}", status_code=204, responses=responses(NotFound))
async def close_agenda(agenda_id: UUID, unit: UnitDep, caller: CallerDep, clock: ClockDep) -> None:
    """Closes an agenda: its openings and free slots go, what is booked stays."""
    await usecases.close_agenda(unit, caller, clock, agenda_id)
