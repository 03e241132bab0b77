"""A professional's page over HTTP."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit import problems
from carekit.auth import RoleRefused, bearer_scheme, caller_of
from carekit.etag import set_etag
from directory_svc.deps import CurrentCaller, CurrentClock, CurrentUnit
from directory_svc.offers.errors import ProfessionalUnknown
from directory_svc.professionals import usecases
from directory_svc.professionals.schemas import ProfessionalOut

router = APIRouter(
    prefix="/api/directory/v1/professionals",
    tags=["directory: professionals"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)


@router.get(
    "/{professional_id}",
    response_model=ProfessionalOut,
    responses=problems.responses(RoleRefused, ProfessionalUnknown),
)
async def get_professional(
    professional_id: UUID, response: Response, unit: CurrentUnit, caller: CurrentCaller, clock: CurrentClock
) -> ProfessionalOut:
    """Everything the directory knows of a professional, and since when. The ETag is that of the sheet."""
    page = await usecases.professional_page(unit, caller, clock, professional_id)
    set_etag(response, page.version)
    return page
