"""The search for professionals over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from carekit import problems
from carekit.auth import CptsMissing, RoleRefused, bearer_scheme, caller_of
from carekit.pages import BadCursor
from directory_svc.deps import CurrentCaller, Reader
from directory_svc.search import usecases
from directory_svc.search.errors import NameWithoutLetters
from directory_svc.search.schemas import FoundProfessionals, ProfessionalFilters
from directory_svc.territory.errors import CommuneUnknown

router = APIRouter(
    prefix="/api/directory/v1",
    tags=["directory: search"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)


@router.get(
    "/professionals",
    response_model=FoundProfessionals,
    responses=problems.responses(RoleRefused, CptsMissing, BadCursor, CommuneUnknown, NameWithoutLetters),
)
async def search_professionals(
    filters: Annotated[ProfessionalFilters, Query()], caller: CurrentCaller, reader: Reader
) -> Response:
    """Professionals who match all that is asked: nearest first with a point, best name first, else by name."""
    page = await usecases.search(caller, reader, filters)
    return Response(page, media_type="application/json")
