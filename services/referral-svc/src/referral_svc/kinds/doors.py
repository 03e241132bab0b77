"""How a request came in: why, by which door, for whom, and what it asks of a specialist."""

from __future__ import annotations

from typing import Protocol, TypedDict

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.kinds.codes import Advice, Door, RequestReason
from referral_svc.kinds.door_names import door_of_structure
from referral_svc.kinds.errors import OnBehalfByCoordination, SpecialistNotAsked
from referral_svc.kinds.schemas import OnBehalfOf
from referral_svc.kinds.table import FORMS
from referral_svc.known.models import KnownProfessional, KnownStructure
from referral_svc.referrals.codes import Kind

_PHARMACIST = "21"


class Said(Protocol):
    """What a stated need says of it."""

    @property
    def kind(self) -> Kind: ...
    @property
    def reason(self) -> RequestReason | None: ...
    @property
    def door(self) -> Door | None: ...
    @property
    def on_behalf_of(self) -> OnBehalfOf | None: ...
    @property
    def specialty(self) -> str | None: ...
    @property
    def advice_first(self) -> bool: ...


class CameIn(TypedDict):
    request_reason: RequestReason
    door: Door
    specialty: str | None
    advice: Advice
    on_behalf_of_name: str | None
    on_behalf_of_structure: str | None


async def came_in(session: AsyncSession, caller: Caller, said: Said) -> CameIn:
    if said.kind != Kind.SPECIALIST and (said.specialty or said.advice_first):
        raise SpecialistNotAsked(field="specialty" if said.specialty else "advice_first")
    whose = said.on_behalf_of
    if whose and not caller.has("care_coordinator", "social_coordinator"):
        raise OnBehalfByCoordination
    return CameIn(
        request_reason=said.reason or FORMS[said.kind].reason,
        door=said.door or await own_door(session, caller),
        specialty=said.specialty,
        advice=Advice.ASKED if said.advice_first else Advice.NOT_ASKED,
        on_behalf_of_name=whose.name if whose else None,
        on_behalf_of_structure=whose.structure if whose else None,
    )


async def own_door(session: AsyncSession, caller: Caller) -> Door:
    """By what the account says of its owner: role first, then structure, then profession."""
    if caller.has("regulator"):
        return Door.REGULATION
    if caller.has("care_coordinator", "social_coordinator"):
        return Door.COORDINATION
    structure = await session.get(KnownStructure, (caller.cpts, caller.structure)) if caller.structure else None
    if structure and (door := door_of_structure(structure.category_code, structure.name, caller.name)):
        return door
    if caller.professional_id is not None:
        known = await session.get(KnownProfessional, (caller.cpts, caller.professional_id))
        return Door.PHARMACY if known and known.profession_code == _PHARMACIST else Door.PRACTICE
    return Door.OTHER
