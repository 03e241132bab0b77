"""The routes that carry identity: stating a need, bulletins, reading log, names. All others do without."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.etag import if_match, set_etag
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.bundles.errors import TwoLegsAreDental
from referral_svc.deps import SIGNED_IN, Asked, Creating, OpenVault
from referral_svc.disclosure import bulletins, downtime, drafts, intake, readers
from referral_svc.disclosure.errors import (
    BirthInTheFuture,
    BulletinErased,
    ConsentInTheFuture,
    DraftNotFound,
    RepresentativeMissing,
    TooManyDrafts,
)
from referral_svc.disclosure.own_file import usecases as access
from referral_svc.disclosure.own_file.schemas import PersonFile
from referral_svc.disclosure.schemas import (
    AskNames,
    CareBulletinOut,
    DowntimeList,
    DraftKept,
    Drafts,
    KeepDraft,
    Names,
    Readers,
    ReadingLog,
    SocialBulletinOut,
    StateNeed,
    WholeDraft,
    WriteCareBulletin,
    WriteSocialBulletin,
)
from referral_svc.kinds.errors import (
    AnswerNotAnOption,
    OnBehalfByCoordination,
    QuestionNotAsked,
    SpecialistNotAsked,
)
from referral_svc.referrals.errors import (
    CommuneNotServed,
    ConsentMissing,
    ReferralNotFound,
    UsualDoctorUnknown,
)
from referral_svc.referrals.schemas import ReferralOut

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
OWN_DRAFT = responses(RoleRefused, CptsMissing, DraftNotFound)
Edited = Annotated[int, Depends(if_match)]


@router.post(
    "/referrals",
    status_code=201,
    responses=responses(
        RoleRefused, CptsMissing, ConsentMissing, ConsentInTheFuture, BirthInTheFuture, CommuneNotServed,
        UsualDoctorUnknown, RepresentativeMissing, QuestionNotAsked, AnswerNotAnOption, SpecialistNotAsked,
        OnBehalfByCoordination, TwoLegsAreDental, IdempotencyKeyInvalid, IdempotencyKeyReused,
    ),
)  # fmt: skip
async def state_need(
    need: StateNeed, asked: Asked, vault: OpenVault, once: Creating, response: Response
) -> ReferralOut:
    """A need is stated, with the person's consent. The answer carries no identity; `request_exists` warns that
    another open request seems to be about the same person, without any detail of it."""
    referral = await intake.state_need(asked, vault, need, once)
    response.headers["ETag"] = referral.etag
    response.headers["Location"] = f"/api/referral/v1/referrals/{referral.referral_id}"
    return referral


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


@router.post(
    "/referrals/{referral_id}/person-file", responses={**READING, **responses(RoleRefused, ReferralNotFound)}
)
async def hand_over_person_file(referral_id: UUID, asked: Asked, vault: OpenVault) -> PersonFile:
    """All that is written about the person under this request, for the coordinator who answers her request of access.
    Both bulletins, messages, reports, and who read them; logged as one reading."""
    return await access.person_file(asked, vault, referral_id)


@router.get("/referrals/{referral_id}/reading-log", responses=responses(CptsMissing, ReferralNotFound))
async def show_reading_log(referral_id: UUID, asked: Asked) -> ReadingLog:
    """Every disclosure of this person: who, what, when, on which ground."""
    return await bulletins.readings(asked, referral_id)


@router.get("/referrals/{referral_id}/readers", responses=responses(CptsMissing, ReferralNotFound))
async def show_readers(referral_id: UUID, asked: Asked) -> Readers:
    """Who may read which bulletin now, and why: by role, as its author, or by a grant."""
    return await readers.of(asked, referral_id)


@router.post("/downtime-list", responses=responses(RoleRefused, CptsMissing))
async def print_downtime_list(asked: Asked, vault: OpenVault) -> DowntimeList:
    """The open requests a coordinator answers for, to print before the computer is down: case number, telephone,
    state. Each line is logged as a reading."""
    return await downtime.print_list(asked, vault)


@router.post("/names", responses=responses(CptsMissing))
async def give_names(asked_names: AskNames, asked: Asked, vault: OpenVault) -> Names:
    """Names of up to 100 requests of a page; only those the caller may know, each logged."""
    return await bulletins.names(asked, vault, asked_names)
