"""Official code lists, for every signed-in caller."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from carekit.auth import bearer_scheme, caller_of
from directory_svc.deps import PublicUnit
from directory_svc.reference import repository
from directory_svc.reference.models import Language, Profession, Specialty, StructureCategory
from directory_svc.reference.schemas import CodesOut

router = APIRouter(
    prefix="/api/directory/v1/reference",
    tags=["directory: reference"],
    dependencies=[Depends(bearer_scheme), Depends(caller_of)],
)


@router.get("/professions", response_model=CodesOut)
async def list_professions(unit: PublicUnit) -> CodesOut:
    """Professions (TRE_G15; social and other titles of R94, R95 and R291)."""
    return await repository.codes(unit, Profession)


@router.get("/specialties", response_model=CodesOut)
async def list_specialties(unit: PublicUnit) -> CodesOut:
    """Specialties and other savoir-faire (TRE_R38, TRE_R01)."""
    return await repository.codes(unit, Specialty)


@router.get("/structure-categories", response_model=CodesOut)
async def list_structure_categories(unit: PublicUnit) -> CodesOut:
    """Categories of establishments (TRE_R66)."""
    return await repository.codes(unit, StructureCategory)


@router.get("/languages", response_model=CodesOut)
async def list_languages(unit: PublicUnit) -> CodesOut:
    """Languages (ISO 639-1, and `fsl`)."""
    return await repository.codes(unit, Language)
