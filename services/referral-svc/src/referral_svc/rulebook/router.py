"""/api/referral/v1/rule-sets and /rule-draft: what a CPTS decides about priority, order and waves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from carekit import etag
from carekit.auth import CptsMissing, RoleRefused
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked
from referral_svc.rulebook import previewing, usecases
from referral_svc.rulebook.errors import (
    AdoptionInThePast,
    NothingToAdopt,
    RuleDraftMissing,
    RuleSetNotFound,
    RulesRefused,
)
from referral_svc.rulebook.schemas import Adopt, DraftOut, Preview, RuleSetOut, RuleSets, SaveDraft

router = APIRouter(prefix="/api/referral/v1", tags=["rules"], dependencies=SIGNED_IN)

READING = (RoleRefused, CptsMissing)
EDITING = (RoleRefused, CptsMissing, PreconditionFailed, PreconditionRequired)
Edited = Annotated[int, Depends(etag.if_match)]


@router.get("/rule-sets", responses=responses(*READING))
async def list_rule_sets(asked: Asked) -> RuleSets:
    """The set in force, all that were or will be, and the draft being prepared."""
    return await usecases.all_sets(asked)


@router.get("/rule-sets/{version}", responses=responses(*READING, RuleSetNotFound))
async def show_rule_set(
    version: Annotated[str, Path(min_length=1, max_length=40, examples=["maillage-2026-1"])], asked: Asked
) -> RuleSetOut:
    """One set as it was adopted: the version that stands beside a class or a wave."""
    return await usecases.one_set(asked, version)


@router.put("/rule-draft", responses=responses(*EDITING, RulesRefused))
async def save_rule_draft(act: SaveDraft, asked: Asked, edited: Edited, response: Response) -> DraftOut:
    """Begins or replaces the draft. `If-Match` is its ETag, `"0"` when there is none yet. Each broken rule is
    named with its field."""
    saved = await usecases.save_draft(asked, act, edited)
    response.headers["ETag"] = saved.etag
    return saved


@router.delete("/rule-draft", status_code=204, responses=responses(*EDITING, RuleDraftMissing))
async def discard_rule_draft(asked: Asked, edited: Edited) -> None:
    """Nothing of what is in force changes."""
    await usecases.discard_draft(asked, edited)


@router.get("/rule-draft/preview", responses=responses(*READING, RuleDraftMissing))
async def preview_rule_draft(asked: Asked) -> Preview:
    """Which requests would change class if the saved draft were in force now."""
    return await previewing.preview(asked)


@router.post(
    "/rule-draft/adoption",
    responses=responses(*EDITING, RuleDraftMissing, NothingToAdopt, AdoptionInThePast),
)
async def adopt_rule_draft(act: Adopt, asked: Asked, edited: Edited) -> RuleSetOut:
    """By the director. The set gets its version and is never edited again; requests are weighed by it within a
    minute of its coming into force."""
    return await usecases.adopt(asked, act, edited)
