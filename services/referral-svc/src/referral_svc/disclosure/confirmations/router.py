"""/api/referral/v1/referrals/{id}/confirmations: what the person may be told of her appointment, and was."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Acting, Asked, Creating, OpenVault, SendsSms
from referral_svc.disclosure.confirmations import telling, usecases
from referral_svc.disclosure.confirmations.errors import (
    NothingLeftToTell,
    NoWayToWrite,
    TellingNotFound,
    TellingOfAnother,
    TellingStands,
    VisitUnknown,
)
from referral_svc.disclosure.confirmations.schemas import (
    ConfirmationSent,
    ConfirmVisit,
    VisitsToConfirm,
    VisitTold,
)
from referral_svc.referrals.errors import ReferralNotFound

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)


@router.get("/referrals/{referral_id}/confirmations", responses=responses(CptsMissing, ReferralNotFound))
async def list_visits_to_confirm(
    referral_id: UUID, asked: Asked, vault: OpenVault, sends_sms: SendsSms
) -> VisitsToConfirm:
    """Appointments to come, as a slip of paper says them; in which ways the person can be written to, never where."""
    return await usecases.visits(asked, vault, referral_id, sends_sms=sends_sms)


@router.post(
    "/referrals/{referral_id}/confirmations",
    status_code=201,
    responses=responses(
        CptsMissing, ReferralNotFound, VisitUnknown, NoWayToWrite, IdempotencyKeyInvalid, IdempotencyKeyReused
    ),
)
async def confirm_visit(
    referral_id: UUID, act: ConfirmVisit, asked: Asked, vault: OpenVault, once: Creating, sends_sms: SendsSms
) -> ConfirmationSent:
    """Writes to the person, who agreed to it: when, with whom, where, whom to call. Moved or cancelled, the
    appointment is corrected to her by itself, in the same ways."""
    return await usecases.confirm(asked, vault, referral_id, act, once, sends_sms=sends_sms)


@router.post(
    "/referrals/{referral_id}/appointments/{appointment_id}/telling",
    responses=responses(
        CptsMissing, ReferralNotFound, NothingLeftToTell, IdempotencyKeyInvalid, IdempotencyKeyReused
    ),
)
async def tell_of_visit(referral_id: UUID, appointment_id: UUID, asked: Asked, once: Acting) -> VisitTold:
    """Said by phone, since what was written did not arrive: the person is no longer among those to be told."""
    return await telling.tell(asked, referral_id, appointment_id, once)


@router.post(
    "/referrals/{referral_id}/tellings/{telling_id}/taking-back",
    responses=responses(
        CptsMissing, ReferralNotFound, TellingNotFound, TellingOfAnother, TellingStands, IdempotencyKeyInvalid,
        IdempotencyKeyReused,
    ),
)  # fmt: skip
async def take_back_telling(referral_id: UUID, telling_id: UUID, asked: Asked, once: Acting) -> VisitTold:
    """A wrong tap: by whoever made it, within five minutes, while nothing was said since."""
    return await telling.take_back(asked, referral_id, telling_id, once)
