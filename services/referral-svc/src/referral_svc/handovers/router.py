"""/api/referral/v1/handovers and /referrals/{id}/handovers."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, Creating, settings_of
from referral_svc.handovers import usecases
from referral_svc.handovers.errors import (
    AgreedInTheFuture,
    AgreementMissing,
    DoctorAgreementMissing,
    HandoverNotFound,
    HandoverOver,
    LastDayMissing,
    NothingHanded,
    NotToldToPartner,
    OneReceiver,
    PartnerRouteInactive,
    ReceiverUnknown,
)
from referral_svc.handovers.schemas import (
    AnswerHandover,
    EndHandover,
    HandedToMeList,
    HandOver,
    HandoverOut,
    Handovers,
    RevokeHandover,
)
from referral_svc.partners.errors import PartnerRouteNotFound
from referral_svc.referrals.errors import ActNotAllowedNow, ReferralNotFound
from referral_svc.settings import Settings

router = APIRouter(prefix="/api/referral/v1", tags=["handovers"], dependencies=SIGNED_IN)

ACT = responses(CptsMissing, HandoverNotFound, HandoverOver)


@router.get("/referrals/{referral_id}/handovers", responses=responses(CptsMissing, ReferralNotFound))
async def list_handovers(referral_id: UUID, asked: Asked) -> Handovers:
    """To whom this case, or a part of it, was handed; what each was told, and what came of it."""
    return await usecases.listed(asked, referral_id)


@router.post(
    "/referrals/{referral_id}/handovers",
    status_code=201,
    responses=responses(
        RoleRefused, CptsMissing, ReferralNotFound, ActNotAllowedNow, PartnerRouteNotFound, PartnerRouteInactive,
        DoctorAgreementMissing, NotToldToPartner, ReceiverUnknown, OneReceiver, NothingHanded, AgreementMissing,
        AgreedInTheFuture, LastDayMissing, IdempotencyKeyInvalid, IdempotencyKeyReused,
    ),
)  # fmt: skip
async def hand_over(
    referral_id: UUID,
    act: HandOver,
    asked: Asked,
    once: Creating,
    settings: Annotated[Settings, Depends(settings_of)],
) -> HandoverOut:
    """By the coordinator, with the person's agreement; a signalement also by whoever stated the need.

    To a colleague, a professional or a guest it opens what it tells, to that person alone, until its last day; to a
    partner body it is written down, and told by the channel that is said.
    """
    return await usecases.hand_over(asked, referral_id, act, once, settings.public_url)


@router.get("/handovers", responses=responses(CptsMissing))
async def list_my_handovers(asked: Asked) -> HandedToMeList:
    """What was handed to the caller by name and stands. Empty for everybody else."""
    return await usecases.mine(asked)


@router.post("/handovers/{handover_id}/answer", responses=ACT)
async def answer_handover(handover_id: UUID, act: AnswerHandover, asked: Asked) -> HandoverOut:
    """By the receiver, or by the coordinator who heard it. A no closes what was opened; may be repeated."""
    return await usecases.answer(asked, handover_id, act)


@router.post("/handovers/{handover_id}/outcome", responses=ACT)
async def end_handover(handover_id: UUID, act: EndHandover, asked: Asked) -> HandoverOut:
    """What came of it, by the receiver or the coordinator; may be corrected."""
    return await usecases.end(asked, handover_id, act)


@router.post("/handovers/{handover_id}/revocation", responses=ACT)
async def revoke_handover(handover_id: UUID, act: RevokeHandover, asked: Asked) -> HandoverOut:
    """Taken back by the coordinator or by who handed it: what it opened closes at once."""
    return await usecases.revoke(asked, handover_id, act)
