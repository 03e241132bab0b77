"""What did not arrive is said by phone, and noted: by whom, when, and of what. Noted by mistake, it is taken back."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.calls.order import TAKEN_BACK_WITHIN
from referral_svc.context import Context
from referral_svc.disclosure.bulletins import require_ground
from referral_svc.disclosure.confirmations.coming_back import left_to_tell
from referral_svc.disclosure.confirmations.errors import (
    NothingLeftToTell,
    TellingNotFound,
    TellingOfAnother,
    TellingStands,
)
from referral_svc.disclosure.confirmations.models import PHONE, VisitConfirmation
from referral_svc.disclosure.confirmations.schemas import VisitTold
from referral_svc.referrals import repository, timeline


async def tell(context: Context, referral_id: UUID, appointment_id: UUID, once: Once) -> VisitTold:
    """The request is locked: of two who called, the second learns that it is done."""
    async with context.unit.begin() as session:
        referral = await repository.referral_for_act(session, referral_id)
        await require_ground(session, context, referral, "name")
        await idempotency.claim(session, once, context.at)
        left = {known.appointment_id: row for row, known in await left_to_tell(session, referral_id, context.at)}
        if appointment_id not in left:
            raise NothingLeftToTell
        row = VisitConfirmation(
            cpts_id=referral.cpts_id, referral_id=referral.id, appointment_id=appointment_id, way=PHONE,
            what=left[appointment_id].what, state="sent", attempts=0, next_attempt_at=context.at,
            asked_at=context.at, asked_by_account_id=context.caller.account_id, asked_by_name=context.by.name,
            sent_at=context.at,
        )  # fmt: skip
        session.add(row)
        await timeline.add(session, referral_id, f"told_by_phone_{row.what}", context.by, context.at)
        await session.flush()
        return await idempotency.keep(session, once, VisitTold(telling_id=row.id))


async def take_back(context: Context, referral_id: UUID, telling_id: UUID, once: Once) -> VisitTold:
    """By whoever noted it, within five minutes, while nothing was said since. The timeline keeps both words."""
    async with context.unit.begin() as session:
        referral = await repository.referral_for_act(session, referral_id)
        await require_ground(session, context, referral, "name")
        await idempotency.claim(session, once, context.at)
        row = await session.get(VisitConfirmation, telling_id)
        if row is None or row.referral_id != referral_id or row.way != PHONE or row.asked_by_account_id is None:
            raise TellingNotFound
        if row.asked_by_account_id != context.caller.account_id:
            raise TellingOfAnother
        if row.state != "sent" or context.at - row.asked_at > TAKEN_BACK_WITHIN or await _said_since(session, row):
            raise TellingStands
        row.state, row.sent_at = "taken_back", None
        await timeline.add(session, referral_id, "telling_taken_back", context.by, context.at)
        return await idempotency.keep(session, once, VisitTold(telling_id=row.id))


async def _said_since(session: AsyncSession, row: VisitConfirmation) -> bool:
    later = aliased(VisitConfirmation)
    since = exists().where(later.appointment_id == row.appointment_id, later.asked_at > row.asked_at)
    return bool(await session.scalar(select(since)))
