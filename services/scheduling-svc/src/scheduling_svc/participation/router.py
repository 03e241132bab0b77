"""Participation in unscheduled care, over HTTP."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from joserfc.jwk import ECKey

from carekit.auth import CptsMissing, RoleRefused, ServiceIdentity, bearer_scheme
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file, wants_csv
from scheduling_svc.deps import CallerDep, ClockDep, UnitDep
from scheduling_svc.participation import usecases
from scheduling_svc.participation.errors import MonthNotOver, StatementNotSigned
from scheduling_svc.participation.schemas import (
    FindParticipationQuery,
    FindParticipationSlotsQuery,
    MonthPath,
    Participation,
    ParticipationKeys,
    ParticipationSlots,
    SignedStatement,
    SignedStatements,
    SignStatements,
)
from scheduling_svc.participation.sheet import pdf_of
from scheduling_svc.participation.signing import public_keys
from scheduling_svc.slots.errors import NotYourAgenda

router = APIRouter(
    prefix="/api/scheduling/v1/participation",
    tags=["participation"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
#: Open to whoever was handed a statement: a public key is no secret.
public = APIRouter(prefix="/api/scheduling/v1/public", tags=["participation"])
KEY_PATH = f"{public.prefix}/participation-key"
Accept = Annotated[str | None, Header(max_length=500)]
PDF_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}


async def signing_key(request: Request) -> ECKey:
    identity: ServiceIdentity = request.app.state.identity
    return identity.signer.key


KeyDep = Annotated[ECKey, Depends(signing_key)]


@router.get("", response_model=Participation, responses=CSV_FILE)
async def read_participation(
    find: FindParticipationQuery, unit: UnitDep, caller: CallerDep, clock: ClockDep, accept: Accept = None
) -> Any:
    """Minutes opened, shared and filled in a month, week by week: one's own (professional, delegate), or everybody's
    (care coordinator, director); with `Accept: text/csv`, as a file."""
    if wants_csv(accept):
        text = await usecases.export_participation(unit, caller, clock, find.month)
        return csv_file("participation.csv", text)
    return await usecases.read_participation(unit, caller, clock, find.month)


@router.get("/slots", response_model=ParticipationSlots, responses=CSV_FILE | responses(NotYourAgenda, BadCursor))
async def list_participation_slots(
    find: FindParticipationSlotsQuery, unit: UnitDep, caller: CallerDep, accept: Accept = None
) -> Any:
    """The slots behind the minutes of one professional; with `Accept: text/csv`, as a file."""
    if wants_csv(accept):
        return csv_file("participation-creneaux.csv", await usecases.export_slots(unit, caller, find))
    return await usecases.list_slots(unit, caller, find)


@router.post("/statements", responses=responses(MonthNotOver))
async def sign_statements(
    body: SignStatements, unit: UnitDep, caller: CallerDep, clock: ClockDep, key: KeyDep
) -> SignedStatements:
    """Signs a month that is over (director). May be repeated: only figures that changed are signed anew."""
    return await usecases.sign_statements(unit, caller, clock, key, body.month)


@router.get(
    "/statements/{professional_id}/{month}",
    response_model=SignedStatement,
    responses=PDF_FILE | responses(NotYourAgenda, StatementNotSigned),
)
async def read_statement(
    professional_id: UUID,
    month: MonthPath,
    unit: UnitDep,
    caller: CallerDep,
    request: Request,
    accept: Accept = None,
) -> Any:
    """The signed statement of a month; with `Accept: application/pdf`, as a sheet whose QR code holds it."""
    found = await usecases.read_statement(unit, caller, professional_id, month)
    if accept is None or not accept.startswith("application/pdf"):
        return found
    name = f"participation-{month}.pdf"
    key_at = f"{request.app.state.settings.public_url}{KEY_PATH}"
    return Response(
        await asyncio.to_thread(pdf_of, found.statement, found.signed, key_at),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@public.get("/participation-key")
async def read_participation_key(key: KeyDep, request: Request) -> ParticipationKeys:
    """The public keys that check statements offline, by the `kid` of their header; for everybody and without signing
    in. A key that was replaced stays for the statements that it signed."""
    retired: list[ECKey] = request.app.state.retired_keys
    return ParticipationKeys.model_validate({"keys": public_keys([key, *retired])})
