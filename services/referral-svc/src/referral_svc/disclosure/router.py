"""Bulletins, who reads them, names. With the folders beside it, the only routes that carry identity."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import if_match, set_etag
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, OpenVault
from referral_svc.disclosure import bulletins, readers, rights
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.schemas import (
    AskNames,
    CareBulletinOut,
    Names,
    Readers,
    ReadingLog,
    SocialBulletinOut,
    WriteCareBulletin,
    WriteRights,
    WriteSocialBulletin,
)
from referral_svc.kinds.errors import AnswerNotAnOption, QuestionNotAsked
from referral_svc.referrals.errors import ReferralNotFound

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)

READING = responses(CptsMissing, ReferralNotFound, BulletinErased)
WRITING = responses(
    RoleRefused,
    CptsMissing,
    ReferralNotFound,
    BulletinErased,
    PreconditionFailed,
    PreconditionRequired,
    QuestionNotAsked,
    AnswerNotAnOption,
)
Edited = Annotated[int, Depends(if_match)]


@router.get("/referrals/{referral_id}/care-bulletin", responses=READING)
async def read_care_bulletin(
    referral_id: UUID, asked: Asked, vault: OpenVault, response: Response
) -> CareBulletinOut:
    """Identity and care bulletin, with the ground on which they are given. Each reading is logged."""
    bulletin = await bulletins.read_care(asked, vault, referral_id)
    set_etag(response, bulletin.version)
    return bulletin


@router.put("/referrals/{referral_id}/care-bulletin", status_code=204, responses=WRITING)
async def write_care_bulletin(
    referral_id: UUID, words: WriteCareBulletin, asked: Asked, vault: OpenVault, edited: Edited, response: Response
) -> None:
    """Replaces the words of the bulletin; `If-Match` is the version that was read."""
    set_etag(response, await bulletins.write_care(asked, vault, referral_id, words, edited))


@router.get("/referrals/{referral_id}/social-bulletin", responses=READING)
async def read_social_bulletin(
    referral_id: UUID, asked: Asked, vault: OpenVault, response: Response
) -> SocialBulletinOut:
    """Identity and medico-social bulletin; other readers than the care bulletin. Each reading is logged."""
    bulletin = await bulletins.read_social(asked, vault, referral_id)
    set_etag(response, bulletin.version)
    return bulletin


@router.put("/referrals/{referral_id}/social-bulletin", status_code=204, responses=WRITING)
async def write_social_bulletin(
    referral_id: UUID, words: WriteSocialBulletin, asked: Asked, vault: OpenVault, edited: Edited, response: Response
) -> None:
    """Replaces the words of the bulletin; `If-Match` is the version that was read."""
    set_etag(response, await bulletins.write_social(asked, vault, referral_id, words, edited))


@router.put("/referrals/{referral_id}/social-bulletin/rights", status_code=204, responses=WRITING)
async def write_rights(
    referral_id: UUID, act: WriteRights, asked: Asked, vault: OpenVault, edited: Edited, response: Response
) -> None:
    """Where the person's rights stand; the other words of the bulletin stay. `If-Match` is its version."""
    set_etag(response, await rights.write(asked, vault, referral_id, act, edited))


@router.get("/referrals/{referral_id}/reading-log", responses=responses(CptsMissing, ReferralNotFound))
async def show_reading_log(referral_id: UUID, asked: Asked) -> ReadingLog:
    """Every disclosure of this person: who, what, when, on which ground."""
    return await bulletins.readings(asked, referral_id)


@router.get("/referrals/{referral_id}/readers", responses=responses(CptsMissing, ReferralNotFound))
async def show_readers(referral_id: UUID, asked: Asked) -> Readers:
    """Who may read which bulletin now, and why: by role, as its author, or by a grant."""
    return await readers.of(asked, referral_id)


@router.post("/names", responses=responses(CptsMissing))
async def give_names(asked_names: AskNames, asked: Asked, vault: OpenVault) -> Names:
    """Names of up to 100 requests of a page; only those the caller may know, each logged."""
    return await bulletins.names(asked, vault, asked_names)
