"""Structures over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from carekit import problems
from carekit.auth import CptsMissing, RoleRefused, bearer_scheme, caller_of
from carekit.pages import BadCursor
from directory_svc.deps import CurrentCaller, CurrentUnit
from directory_svc.structures import usecases
from directory_svc.structures.errors import StructureUnknown, WithinWithoutPoint
from directory_svc.structures.schemas import StructureFilters, StructurePageOut, StructuresOut
from directory_svc.territory.errors import CommuneUnknown

router = APIRouter(
    prefix="/api/directory/v1/structures",
    tags=["directory: structures"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)


@router.get(
    "",
    response_model=StructuresOut,
    responses=problems.responses(RoleRefused, CptsMissing, BadCursor, WithinWithoutPoint, CommuneUnknown),
)
async def list_structures(
    filters: Annotated[StructureFilters, Query()], unit: CurrentUnit, caller: CurrentCaller
) -> StructuresOut:
    """Structures by name, or nearest first when a point is given."""
    return await usecases.structures_page(unit, caller, filters)


@router.get("/{finess}", response_model=StructurePageOut, responses=problems.responses(RoleRefused, StructureUnknown))
async def get_structure(
    finess: Annotated[str, Path(pattern=r"^[0-9A-Za-z-]{9,120}$", description="FINESS number or structure_key")],
    unit: CurrentUnit,
    caller: CurrentCaller,
) -> StructurePageOut:
    """One structure, with its source."""
    return await usecases.structure_page(unit, caller, finess)
