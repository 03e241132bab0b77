from fastapi import APIRouter, Depends

from carekit.auth import CptsMissing, RoleRefused, bearer_scheme
from carekit.pages import BadCursor
from carekit.problems import responses
from scheduling_svc.declarations import usecases
from scheduling_svc.declarations.schemas import DeclarationPage, FindDeclarationsQuery
from scheduling_svc.deps import CallerDep, UnitDep

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["declarations to the SAS"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(RoleRefused, CptsMissing),
)


@router.get("/sas-declarations", responses=responses(BadCursor))
async def list_sas_declarations(find: FindDeclarationsQuery, unit: UnitDep, caller: CallerDep) -> DeclarationPage:
    """What the SAS was told of the appointments that its regulators took (care coordinator, director)."""
    return await usecases.list_declarations(unit, caller, find)
