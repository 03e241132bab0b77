"""/api/referral/v1: who could be asked, waves, answers. Stage 1: nothing here tells who the person is."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from carekit import etag
from carekit.auth import CptsMissing, RoleRefused
from carekit.errors import PreconditionFailed, PreconditionRequired
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Acting, Asked, Creating, Now, ports, settings_of
from referral_svc.referrals.errors import ActNotAllowedNow, NobodyIsSolicited, ReferralNotFound
from referral_svc.referrals.ports import Ports
from referral_svc.settings import Settings
from referral_svc.solicitations import answering, asking, following, own_answers, steering, wishes
from referral_svc.solicitations.answering import Door
from referral_svc.solicitations.errors import (
    AnswerFinal,
    AskedTwice,
    CptsNotDescribed,
    DelegateNotAllowed,
    FellowNotEligible,
    FellowUnknown,
    LinkExpired,
    LinkUnknown,
    NobodyToRemind,
    NobodyWider,
    NoPlaceLeft,
    ProfessionalNotEligible,
    RequestPlaced,
    RequestWithdrawn,
    SettingsOfAnother,
    SolicitationNotFound,
    WaveOver,
    WavesPaused,
    WaveUnknown,
)
from referral_svc.solicitations.schemas import (
    AnswerCard,
    Candidates,
    CandidatesQuery,
    ChangeOwnAnswers,
    ChangeSettings,
    Given,
    MineFilters,
    MySolicitation,
    MySolicitations,
    OwnAnswers,
    Proposals,
    ReadLink,
    ReplyByLink,
    SendWave,
    SolicitationSettings,
    WaveOut,
    WavesOut,
)

router = APIRouter(prefix="/api/referral/v1", tags=["solicitations"], dependencies=SIGNED_IN)
#: Without session: whoever holds the link of a mail.
links = APIRouter(prefix="/api/referral/v1/answer-links", tags=["answer links"])

COORDINATING = (RoleRefused, CptsMissing, ReferralNotFound)
ENDED = (RequestPlaced, RequestWithdrawn, LinkExpired, AnswerFinal, NoPlaceLeft, FellowNotEligible, FellowUnknown)


@router.get(
    "/referrals/{referral_id}/candidates", responses=responses(*COORDINATING, ActNotAllowedNow, CptsNotDescribed)
)
async def list_candidates(referral_id: UUID, query: Annotated[CandidatesQuery, Query()], asked: Asked) -> Candidates:
    """In order, each with reasons for, to watch and against; then who cannot be asked, with the condition."""
    return await following.candidates(asked, referral_id, query.ring_km)


@router.post(
    "/referrals/{referral_id}/waves",
    status_code=201,
    responses=responses(
        *COORDINATING, ActNotAllowedNow, NobodyIsSolicited, WavesPaused, ProfessionalNotEligible, AskedTwice,
        IdempotencyKeyInvalid, IdempotencyKeyReused,
    ),
)  # fmt: skip
async def send_wave(
    referral_id: UUID,
    act: SendWave,
    asked: Asked,
    once: Creating,
    settings: Annotated[Settings, Depends(settings_of)],
) -> WaveOut:
    """Asks these professionals at once, by mail with an answer link. Starts the search of a qualified request."""
    return await asking.send_wave(asked, referral_id, act, once, settings.public_url)


@router.post(
    "/referrals/{referral_id}/waves/{wave_id}/stop",
    responses=responses(*COORDINATING, WaveUnknown, WaveOver, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def stop_wave(referral_id: UUID, wave_id: UUID, asked: Asked, once: Acting) -> WaveOut:
    """Closes the links of those who are still awaited and tells them so, by mail. A yes that was said stands."""
    return await steering.stop(asked, referral_id, wave_id, once)


@router.post(
    "/referrals/{referral_id}/waves/{wave_id}/reminder",
    responses=responses(*COORDINATING, WaveUnknown, NobodyToRemind, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def remind_wave(
    referral_id: UUID, wave_id: UUID, asked: Asked, once: Acting, settings: Annotated[Settings, Depends(settings_of)]
) -> WaveOut:
    """The one reminder, now instead of at half delay, to those who said nothing and have not paused."""
    return await steering.remind_now(asked, referral_id, wave_id, once, settings.public_url)


@router.post(
    "/referrals/{referral_id}/waves/widening",
    status_code=201,
    responses=responses(
        *COORDINATING, ActNotAllowedNow, WavesPaused, NobodyWider, ProfessionalNotEligible,
        IdempotencyKeyInvalid, IdempotencyKeyReused,
    ),
)  # fmt: skip
async def widen_search(
    referral_id: UUID, asked: Asked, once: Creating, settings: Annotated[Settings, Depends(settings_of)]
) -> WaveOut:
    """Asks whom the rules propose within the next ring, without waiting for those who were asked."""
    return await steering.widen(asked, referral_id, once, settings.public_url)


@router.get("/referrals/{referral_id}/solicitations", responses=responses(*COORDINATING))
async def list_waves(referral_id: UUID, asked: Asked) -> WavesOut:
    """Who was asked, wave by wave, and what each said."""
    return await following.waves(asked, referral_id)


@router.get("/referrals/{referral_id}/proposals", responses=responses(*COORDINATING))
async def list_proposals(referral_id: UUID, asked: Asked) -> Proposals:
    """Who said yes, in the order of the yeses: one to three proposals, then the named reserve."""
    return await following.proposals(asked, referral_id)


@router.get("/solicitations", responses=responses(RoleRefused, CptsMissing, BadCursor))
async def list_my_solicitations(filters: Annotated[MineFilters, Query()], asked: Asked) -> MySolicitations:
    """The caller's own, the newest first: the same cards as behind the links."""
    return await wishes.my_solicitations(asked, filters)


@router.post(
    "/solicitations/{solicitation_id}/answer",
    responses=responses(RoleRefused, CptsMissing, SolicitationNotFound, DelegateNotAllowed, *ENDED),
)
async def answer_solicitation(
    solicitation_id: UUID, given: Given, asked: Asked, settings: Annotated[Settings, Depends(settings_of)]
) -> MySolicitation:
    """Logged in, by himself or by a delegate he allowed. Can be changed until the deadline."""
    return await answering.answer_mine(asked, solicitation_id, given, settings.public_url)


@router.get(
    "/professionals/{professional_id}/solicitation-settings",
    responses=responses(RoleRefused, CptsMissing, SettingsOfAnother),
)
async def read_solicitation_settings(professional_id: UUID, asked: Asked, response: Response) -> SolicitationSettings:
    """Weekly cap, pause, places left. The ETag is asked back by the change."""
    found = await wishes.settings_of(asked, professional_id)
    response.headers["ETag"] = found.etag
    return found


@router.put(
    "/professionals/{professional_id}/solicitation-settings",
    responses=responses(RoleRefused, CptsMissing, SettingsOfAnother, PreconditionFailed, PreconditionRequired),
)
async def change_solicitation_settings(
    professional_id: UUID,
    act: ChangeSettings,
    asked: Asked,
    edited: Annotated[int, Depends(etag.if_match)],
    response: Response,
) -> SolicitationSettings:
    """By himself, his delegate, or the coordination on his word."""
    changed = await wishes.change_settings(asked, professional_id, edited, act)
    response.headers["ETag"] = changed.etag
    return changed


@router.get(
    "/professionals/{professional_id}/answers", responses=responses(RoleRefused, CptsMissing, SettingsOfAnother)
)
async def read_own_answers(professional_id: UUID, asked: Asked, response: Response) -> OwnAnswers:
    """What is learned from his answers, for himself alone. The ETag is asked back by the change."""
    found = await own_answers.own_answers(asked, professional_id)
    response.headers["ETag"] = found.etag
    return found


@router.put(
    "/professionals/{professional_id}/answers",
    responses=responses(RoleRefused, CptsMissing, SettingsOfAnother, PreconditionFailed, PreconditionRequired),
)
async def change_own_answers(
    professional_id: UUID,
    act: ChangeOwnAnswers,
    asked: Asked,
    edited: Annotated[int, Depends(etag.if_match)],
    response: Response,
) -> OwnAnswers:
    """He objects to learning, or asks to be counted afresh."""
    changed = await own_answers.change_own_answers(asked, professional_id, edited, act)
    response.headers["ETag"] = changed.etag
    return changed


def door(
    request: Request,
    at: Now,
    ports: Annotated[Ports, Depends(ports)],
    settings: Annotated[Settings, Depends(settings_of)],
) -> Door:
    return Door(request.app.state.database, ports, at, settings.public_url)


@links.post("/read", responses=responses(LinkUnknown))
async def read_answer_link(act: ReadLink, door: Annotated[Door, Depends(door)]) -> AnswerCard:
    """The card « sans identité » behind a link, with what can still be done. Consumes nothing."""
    return await answering.read_link(door, act.token)


@links.post("/reply", responses=responses(LinkUnknown, *ENDED))
async def reply_answer_link(act: ReplyByLink, door: Annotated[Door, Depends(door)]) -> AnswerCard:
    """One tap. The same answer again changes nothing; another one counts until the deadline."""
    return await answering.reply_by_link(door, act.token, act)
