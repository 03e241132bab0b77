"""/api/referral/v1/drafts: requests begun and not stated, their author's alone."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import if_match, set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, Creating, OpenVault
from referral_svc.disclosure.drafts import usecases as drafts
from referral_svc.disclosure.drafts.schemas import DraftKept, Drafts, KeepDraft, WholeDraft
from referral_svc.disclosure.errors import DraftNotFound, TooManyDrafts

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)

OWN_DRAFT = responses(RoleRefused, CptsMissing, DraftNotFound)
Edited = Annotated[int, Depends(if_match)]


@router.get("/drafts", responses=responses(RoleRefused, CptsMissing))
async def list_drafts(asked: Asked, vault: OpenVault) -> Drafts:
    """Requests the caller has begun to type and not stated: nobody else's, not even a colleague's."""
    return await drafts.listed(asked, vault)


@router.post(
    "/drafts",
    status_code=201,
    responses=responses(RoleRefused, CptsMissing, TooManyDrafts, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def keep_draft(
    draft: KeepDraft, asked: Asked, vault: OpenVault, once: Creating, response: Response
) -> DraftKept:
    """Keeps what was typed, sealed. It is erased seven days after its last edit, or when the need is stated."""
    kept = await drafts.keep(asked, vault, draft, once)
    set_etag(response, kept.version)
    response.headers["Location"] = f"/api/referral/v1/drafts/{kept.draft_id}"
    return kept


@router.get("/drafts/{draft_id}", responses=OWN_DRAFT)
async def read_draft(draft_id: UUID, asked: Asked, vault: OpenVault, response: Response) -> WholeDraft:
    """What was typed, for its author to go on."""
    draft = await drafts.read(asked, vault, draft_id)
    set_etag(response, draft.version)
    return draft


@router.put("/drafts/{draft_id}", responses={**OWN_DRAFT, **responses(PreconditionFailed, PreconditionRequired)})
async def edit_draft(
    draft_id: UUID, draft: KeepDraft, asked: Asked, vault: OpenVault, edited: Edited, response: Response
) -> DraftKept:
    """Replaces it; `If-Match` is the version that was read, so that two windows never overwrite one another."""
    kept = await drafts.edit(asked, vault, draft_id, draft, edited)
    set_etag(response, kept.version)
    return kept


@router.delete("/drafts/{draft_id}", status_code=204, responses=OWN_DRAFT)
async def discard_draft(draft_id: UUID, asked: Asked, vault: OpenVault) -> None:
    """Its key is destroyed at once."""
    await drafts.discard(asked, vault, draft_id)
