"""/api/referral/v1/referrals/{id}/messages: what participants write to each other about one request."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, Creating, OpenVault
from referral_svc.disclosure.errors import BulletinErased, MessageNotFound
from referral_svc.disclosure.threads import usecases as thread
from referral_svc.disclosure.threads.schemas import MessageSent, ReadThread, Thread, WriteMessage
from referral_svc.referrals.errors import ReferralNotFound

router = APIRouter(
    prefix="/api/referral/v1/referrals/{referral_id}/messages", tags=["disclosure"], dependencies=SIGNED_IN
)

READING = (CptsMissing, ReferralNotFound, BulletinErased)


@router.get("", responses=responses(*READING))
async def read_messages(referral_id: UUID, asked: Asked, vault: OpenVault) -> Thread:
    """Oldest first. The reading log keeps each reading that shows something new."""
    return await thread.read(asked, vault, referral_id)


@router.post("", status_code=201, responses=responses(*READING, IdempotencyKeyInvalid, IdempotencyKeyReused))
async def write_message(
    referral_id: UUID, act: WriteMessage, asked: Asked, vault: OpenVault, once: Creating
) -> MessageSent:
    """Seals the words; the other participants get a notice that says nothing of them."""
    return await thread.write(asked, vault, referral_id, act, once)


@router.post("/reading", status_code=204, responses=responses(CptsMissing, ReferralNotFound, MessageNotFound))
async def mark_messages_read(referral_id: UUID, act: ReadThread, asked: Asked) -> None:
    """The caller was shown everything up to this message; may be repeated."""
    await thread.mark_read(asked, referral_id, act)
