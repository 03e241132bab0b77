"""A change as it is notified: which CPTS, which request, of which kind, and what happened. No person, no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import coordinator_of

CHANNEL = "referral_changes"
#: Those who work the whole queue. Others follow their own requests, and read them again every minute: a hint
#: about another's request, even without a name, would say that it exists.
WATCHERS = ("care_coordinator", "social_coordinator", "secretary")


@dataclass(frozen=True)
class Change:
    cpts_id: UUID
    referral_id: UUID
    kind: Kind
    code: str
    """As in the timeline: `qualified`, `wave_sent`, `answered_yes`…"""

    @classmethod
    def read(cls, payload: str) -> Change:
        cpts_id, referral_id, kind, code = payload.split(" ")
        return cls(UUID(cpts_id), UUID(referral_id), Kind(kind), code)

    def as_data(self) -> dict[str, Any]:
        return {"referral_id": str(self.referral_id), "change": self.code}


def sees(caller: Caller, change: Change) -> bool:
    """The same division of the queue as in its list: who may not read a request hears nothing of it."""
    if change.cpts_id != caller.cpts_id:
        return False
    if caller.has("secretary"):
        return True
    return caller.has(coordinator_of(change.kind))


def notification(referral_id: UUID, code: str) -> ColumnElement[Any]:
    """Sent when the transaction commits, and only then; PostgreSQL folds repeats of one transaction."""
    kind = select(Referral.kind).where(Referral.id == referral_id).scalar_subquery()
    own_cpts = func.current_setting("app.cpts_id", True)
    payload = func.concat_ws(" ", own_cpts, literal(str(referral_id)), cast(kind, String), literal(code))
    return func.pg_notify(CHANNEL, payload)


async def tell(session: AsyncSession, referral_id: UUID, code: str) -> None:
    """A change that leaves no line in the timeline."""
    await session.execute(select(notification(referral_id, code)))
