"""/api/referral/v1/bundles…: requests stated together, without identity. (`POST /discharges` carries it:
`disclosure/`.)"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.bundles import searching, usecases
from referral_svc.bundles.errors import (
    BundleNotFound,
    DischargeCancelled,
    DischargeConfirmed,
    DischargeInThePast,
    DischargeTooFar,
    DischargeUnmoved,
    NobodyProposed,
    NobodyToSearchFor,
    NoDischarge,
    NothingToQualify,
    NotSearchedTogether,
)
from referral_svc.bundles.schemas import BundleOut, CancelDischarge, ChooseTogether, MoveDischarge
from referral_svc.deps import SIGNED_IN, Acting, Asked, settings_of
from referral_svc.settings import Settings
from referral_svc.solicitations.errors import AskedTwice, ProfessionalNotEligible, WavesPaused
from referral_svc.solicitations.schemas import SendWave

router = APIRouter(prefix="/api/referral/v1", tags=["bundles"], dependencies=SIGNED_IN)

ACT = (RoleRefused, CptsMissing, BundleNotFound, IdempotencyKeyInvalid, IdempotencyKeyReused)
OF_A_DISCHARGE = (*ACT, NoDischarge, DischargeCancelled)


@router.get("/bundles/{bundle_id}", responses=responses(CptsMissing, BundleNotFound))
async def show_bundle(bundle_id: UUID, asked: Asked) -> BundleOut:
    """The line-up. Its author and coordinators see every line; whoever follows one request sees that one, and, of a
    discharge, the carers already found."""
    return await usecases.show(asked, bundle_id)


@router.post("/bundles/{bundle_id}/qualification", responses=responses(*ACT, NothingToQualify))
async def qualify_bundle(bundle_id: UUID, asked: Asked, once: Acting) -> BundleOut:
    """stated → qualified, for all that the caller coordinates."""
    return await usecases.qualify(asked, bundle_id, once)


@router.post(
    "/bundles/{bundle_id}/waves",
    responses=responses(
        *ACT, NotSearchedTogether, NobodyToSearchFor, AskedTwice, ProfessionalNotEligible, WavesPaused
    ),
)
async def send_wave_together(
    bundle_id: UUID, act: SendWave, asked: Asked, once: Acting, settings: Annotated[Settings, Depends(settings_of)]
) -> BundleOut:
    """Asks some professionals about all who wait at once: one mail each, and an answer that says for how many."""
    return await searching.send_wave(asked, bundle_id, act, once, settings.public_url)


@router.post("/bundles/{bundle_id}/choice", responses=responses(*ACT, NotSearchedTogether, NobodyProposed))
async def record_choice_together(bundle_id: UUID, act: ChooseTogether, asked: Asked, once: Acting) -> BundleOut:
    """proposed → placed, for everybody among them to whom this professional said yes."""
    return await searching.choose(asked, bundle_id, act, once)


@router.post(
    "/bundles/{bundle_id}/discharge-move",
    responses=responses(*OF_A_DISCHARGE, DischargeInThePast, DischargeTooFar, DischargeUnmoved),
)
async def move_discharge(bundle_id: UUID, act: MoveDischarge, asked: Asked, once: Acting) -> BundleOut:
    """Another hour: targets, deadlines and cards follow; whoever was asked, answered or found is told."""
    return await usecases.move(asked, bundle_id, act, once)


@router.post("/bundles/{bundle_id}/discharge-confirmation", responses=responses(*OF_A_DISCHARGE, DischargeConfirmed))
async def confirm_discharge(bundle_id: UUID, asked: Asked, once: Acting) -> BundleOut:
    """The hour is sure. Moving it makes it unsure again."""
    return await usecases.confirm(asked, bundle_id, once)


@router.post("/bundles/{bundle_id}/discharge-cancellation", responses=responses(*OF_A_DISCHARGE))
async def cancel_discharge(bundle_id: UUID, act: CancelDischarge, asked: Asked, once: Acting) -> BundleOut:
    """Every request is withdrawn for that reason; whoever took part is told, without identity."""
    return await usecases.cancel(asked, bundle_id, act, once)
