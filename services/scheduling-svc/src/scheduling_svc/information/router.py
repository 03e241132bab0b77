"""How care is reached here, over HTTP: for everybody, and for who writes it."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.db import Unit
from carekit.errors import NotFound, PreconditionFailed, PreconditionRequired
from carekit.etag import set_etag
from carekit.problems import responses
from scheduling_svc.deps import CallerDep, ClockDep, IfMatchDep, UnitDep
from scheduling_svc.information import usecases
from scheduling_svc.information.schemas import InformationOut, PublicInformationOut, WriteInformation

router = APIRouter(
    prefix="/api/scheduling/v1/information",
    tags=["information"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)
#: Open to whoever asks: what hangs on the door of a practice.
public = APIRouter(prefix="/api/scheduling/v1/public", tags=["information"])

#: The same for everybody: a browser, and whatever stands before us, may keep it for five minutes.
KEPT = "public, max-age=300"
_SVG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}}}


@router.get("")
async def read_information(unit: UnitDep, caller: CallerDep, response: Response) -> InformationOut:
    """What is told to everybody, with its author and date (secretary, care coordinator, director)."""
    shown = await usecases.read_information(unit, caller)
    set_etag(response, shown.version)
    return shown


@router.put("", responses=responses(PreconditionFailed, PreconditionRequired))
async def write_information(
    body: WriteInformation, unit: UnitDep, caller: CallerDep, clock: ClockDep, edited: IfMatchDep, response: Response
) -> InformationOut:
    """Writes a new version, shown to everybody at once; the versions before it are kept."""
    written = await usecases.write_information(unit, caller, clock, body, edited)
    set_etag(response, written.version)
    return written


@public.get("/{cpts_id}/information", responses=responses(NotFound))
async def read_public_information(cpts_id: UUID, request: Request, response: Response) -> PublicInformationOut:
    """How to reach care in this territory, in the CPTS's own words; for everybody and without signing in."""
    response.headers["Cache-Control"] = KEPT
    return await usecases.public_information(Unit(request.app.state.database, cpts_id), cpts_id)


@public.get("/{cpts_id}/page-code", response_class=Response, responses=_SVG)
async def draw_page_code(cpts_id: UUID, request: Request) -> Response:
    """A QR code of the public page, for posters (SVG)."""
    drawn = usecases.code_of(request.app.state.settings.public_url, cpts_id)
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": KEPT})
