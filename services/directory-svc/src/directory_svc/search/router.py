"""The search for professionals over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ValidationError

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


async def filters_of(request: Request) -> ProfessionalFilters:
    """`Annotated[ProfessionalFilters, Query()]` by hand: FastAPI's own way looks at sixteen fields one by one and
    takes a quarter of the whole request (measured: 0.47 ms of CPU with it, 0.36 without)."""
    try:
        return ProfessionalFilters.model_validate(dict(request.query_params))
    except ValidationError as refused:
        raise RequestValidationError(
            [{**error, "loc": ("query", *error["loc"])} for error in refused.errors(include_url=False)]
        ) from refused


def _parameters() -> list[dict[str, Any]]:
    """The same in the OpenAPI document."""
    parameters = []
    for name, schema in ProfessionalFilters.model_json_schema()["properties"].items():
        described = {"description": schema["description"]} if "description" in schema else {}
        parameters.append({"name": name, "in": "query", "required": False, "schema": schema, **described})
    return parameters


@router.get(
    "/professionals",
    response_model=FoundProfessionals,
    responses=problems.responses(RoleRefused, CptsMissing, BadCursor, CommuneUnknown, NameWithoutLetters),
    openapi_extra={"parameters": _parameters()},
)
async def search_professionals(
    filters: Annotated[ProfessionalFilters, Depends(filters_of)], caller: CurrentCaller, reader: Reader
) -> Response:
    """Professionals who match all that is asked: nearest first with a point, best name first, else by name."""
    page = await usecases.search(caller, reader, filters)
    return Response(page, media_type="application/json")
