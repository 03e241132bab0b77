"""Facts about requests that other services hear of. No identity, no health data: only that it exists, where it stands
and who stated it."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import outbox
from carekit.events import Event
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.models import Referral

SUBSCRIPTIONS = outbox.Subscriptions(
    {
        "scheduling-svc": frozenset(
            {
                "referral.stated.v1", "referral.qualified.v1", "referral.placed.v1", "referral.closed.v1",
                "referral.withdrawn.v1", "referral.held.v1", "referral.resumed.v1",
            }
        )
    }
)  # fmt: skip


class _ReferralFact(Event):
    """`author_account_id` and `author_structure` (FINESS) say who stated it: an appointment is booked for a request
    by those who have a link with it, and an identifier that came to somebody's ears is none.

    `usual_professional_id`: the person's own doctor, of an open request of unscheduled care alone: his slots come
    first (rules of the profession, section 7)."""

    referral_id: UUID
    kind: str
    status: str
    placed_professional_id: UUID | None
    author_account_id: UUID | None
    author_structure: str | None
    usual_professional_id: UUID | None

    def subject(self) -> str:
        return str(self.referral_id)


class ReferralStated(_ReferralFact):
    type: ClassVar[str] = "referral.stated.v1"


class ReferralQualified(_ReferralFact):
    type: ClassVar[str] = "referral.qualified.v1"


class ReferralPlaced(_ReferralFact):
    type: ClassVar[str] = "referral.placed.v1"


class ReferralClosed(_ReferralFact):
    type: ClassVar[str] = "referral.closed.v1"


class ReferralWithdrawn(_ReferralFact):
    """Also when redirected: nothing more is to be booked for it."""

    type: ClassVar[str] = "referral.withdrawn.v1"


class ReferralHeld(_ReferralFact):
    """Nothing is booked for it until it is resumed; what is booked stays."""

    type: ClassVar[str] = "referral.held.v1"


class ReferralResumed(_ReferralFact):
    """It stands again where it stood."""

    type: ClassVar[str] = "referral.resumed.v1"


EVENTS: list[type[Event]] = [
    ReferralStated, ReferralQualified, ReferralPlaced, ReferralClosed, ReferralWithdrawn, ReferralHeld,
    ReferralResumed,
]  # fmt: skip


async def record(session: AsyncSession, kind: type[_ReferralFact], referral: Referral) -> None:
    """In the transaction that makes it true; flushes first, so that the version is the one it gets."""
    await session.flush()
    fact = kind(
        referral_id=referral.id,
        kind=referral.kind.value,
        status=referral.status.value,
        placed_professional_id=referral.placed_professional_id,
        author_account_id=referral.referrer_account_id,
        author_structure=referral.referrer_structure,
        usual_professional_id=_own_doctor(referral),
    )
    await outbox.record(
        session,
        fact,
        to=SUBSCRIPTIONS,
        version=referral.version,
        cpts_id=referral.cpts_id,
        at=referral.last_movement_at,
    )


def _own_doctor(referral: Referral) -> UUID | None:
    return referral.usual_professional_id if referral.kind == Kind.SNP and referral.is_open else None
