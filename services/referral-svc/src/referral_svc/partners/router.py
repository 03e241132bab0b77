"""/api/referral/v1/partner-routes: whom the CPTS turns to outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from carekit.auth import CptsMissing, RoleRefused
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import if_match
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, Creating
from referral_svc.partners import usecases
from referral_svc.partners.errors import PartnerRouteNotFound, PlacesUndated
from referral_svc.partners.schemas import PartnerRouteOut, PartnerRoutes, WritePartnerRoute

router = APIRouter(prefix="/api/referral/v1/partner-routes", tags=["partners"], dependencies=SIGNED_IN)

Edited = Annotated[int, Depends(if_match)]


@router.get("", responses=responses(RoleRefused, CptsMissing))
async def list_partner_routes(asked: Asked) -> PartnerRoutes:
    """PASS, CPAM, CCAS, DAC, SSIAD, associations, recipients of a signalement: with contact, and what may be told."""
    return await usecases.listed(asked)


@router.post(
    "",
    status_code=201,
    responses=responses(RoleRefused, CptsMissing, PlacesUndated, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def add_partner_route(act: WritePartnerRoute, asked: Asked, once: Creating) -> PartnerRouteOut:
    """One more partner of this CPTS."""
    return await usecases.add(asked, act, once)


@router.put(
    "/{route_id}",
    responses=responses(
        RoleRefused, CptsMissing, PartnerRouteNotFound, PlacesUndated, PreconditionFailed, PreconditionRequired
    ),
)
async def change_partner_route(
    route_id: UUID, act: WritePartnerRoute, asked: Asked, edited: Edited
) -> PartnerRouteOut:
    """Replaces it; an inactive one is proposed no longer. `If-Match` is the version that was read."""
    return await usecases.change(asked, route_id, act, edited)
