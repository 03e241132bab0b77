"""/api/referral/v1/saved-filters: the caller's own ways to look at the queue."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, Creating
from referral_svc.saved_filters import usecases
from referral_svc.saved_filters.errors import SavedFilterNameTaken, SavedFilterNotFound, TooManySavedFilters
from referral_svc.saved_filters.schemas import SavedFilterOut, SavedFilters, SaveFilter

router = APIRouter(prefix="/api/referral/v1/saved-filters", tags=["saved-filters"], dependencies=SIGNED_IN)


@router.get("", responses=responses(RoleRefused, CptsMissing))
async def list_saved_filters(asked: Asked) -> SavedFilters:
    """The caller's own; nobody sees those of another."""
    return await usecases.listed(asked)


@router.post(
    "",
    status_code=201,
    responses=responses(
        RoleRefused, CptsMissing, SavedFilterNameTaken, TooManySavedFilters, IdempotencyKeyInvalid,
        IdempotencyKeyReused,
    ),
)  # fmt: skip
async def save_filter(act: SaveFilter, asked: Asked, once: Creating) -> SavedFilterOut:
    """Keeps filters of the queue under a name."""
    return await usecases.save(asked, act, once)


@router.put(
    "/{saved_filter_id}",
    responses=responses(RoleRefused, CptsMissing, SavedFilterNotFound, SavedFilterNameTaken),
)
async def change_saved_filter(saved_filter_id: UUID, act: SaveFilter, asked: Asked) -> SavedFilterOut:
    """Another name, other filters, or the one that opens first."""
    return await usecases.change(asked, saved_filter_id, act)


@router.delete(
    "/{saved_filter_id}", status_code=204, responses=responses(RoleRefused, CptsMissing, SavedFilterNotFound)
)
async def forget_saved_filter(saved_filter_id: UUID, asked: Asked) -> None:
    """The requests that it showed stay as they are."""
    await usecases.forget(asked, saved_filter_id)
