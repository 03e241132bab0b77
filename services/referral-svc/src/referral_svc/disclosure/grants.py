"""Grants: per professional and bulletin, dated, revocable, naming their lawful ground."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.disclosure.models import Grant
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import RECEIVERS
from referral_svc.referrals.values import Opening

#: What each grant opens: a bulletin opens the name too, a booking the name alone.
OPENS = {"care": ("care", "name"), "social": ("social", "name"), "name": ("name",)}


class SealedGrants:
    """Implements `referrals.sealed_ports.Grants`."""

    async def open(
        self, session: AsyncSession, referral: Referral, opening: Opening, by: Author, at: datetime
    ) -> None:
        session.add(
            Grant(
                cpts_id=referral.cpts_id,
                referral_id=referral.id,
                professional_id=opening.professional_id,
                account_id=opening.account_id,
                to_name=opening.to_name,
                bulletin=opening.bulletin,
                ground=opening.ground,
                appointment_id=opening.appointment_id,
                handover_id=opening.handover_id,
                expires_at=opening.expires_at,
                opened_at=at,
                opened_by_account_id=by.account_id,
                opened_by_name=by.name,
            )
        )
        details = {"bulletin": opening.bulletin, "ground": opening.ground}
        if opening.professional_id:
            details["professional_id"] = str(opening.professional_id)
        else:
            details["to"] = opening.to_name or ""
        code = "name_opened" if opening.bulletin == "name" else "bulletin_opened"
        await timeline.add(session, referral.id, code, by, at, details)

    async def revoke(
        self,
        session: AsyncSession,
        referral_id: UUID,
        *,
        reason: str,
        at: datetime,
        professional_id: UUID | None = None,
        appointment_id: UUID | None = None,
        handover_id: UUID | None = None,
    ) -> None:
        standing = update(Grant).where(Grant.referral_id == referral_id, Grant.revoked_at.is_(None))
        if professional_id is not None:
            standing = standing.where(Grant.professional_id == professional_id)
        if appointment_id is not None:
            standing = standing.where(Grant.appointment_id == appointment_id)
        if handover_id is not None:
            standing = standing.where(Grant.handover_id == handover_id)
        await session.execute(standing.values(revoked_at=at, revoked_reason=reason))

    async def opened_to(self, session: AsyncSession, caller: Caller, at: datetime) -> set[UUID]:
        return set(await session.scalars(select(Grant.referral_id).where(standing_for(caller, at))))

    async def is_opened_to(self, session: AsyncSession, caller: Caller, referral_id: UUID, at: datetime) -> bool:
        found = select(Grant.id).where(Grant.referral_id == referral_id, standing_for(caller, at)).limit(1)
        return await session.scalar(found) is not None


async def closed_by_erasure(session: AsyncSession, referral_ids: list[UUID], professional_id: UUID) -> set[UUID]:
    """Those of which this professional could still know the person on the day they were erased."""
    rows = await session.scalars(
        select(Grant.referral_id).where(
            Grant.referral_id.in_(referral_ids),
            Grant.professional_id == professional_id,
            Grant.revoked_reason == "erased",
        )
    )
    return set(rows)


def standing_for(caller: Caller, at: datetime, *, delegate: bool = False) -> ColumnElement[bool]:
    """Grants by which this caller may read now: his own as a professional, and those of his account by name.

    `delegate`: a professional's delegate too, who keeps the agenda and knows who comes.
    """
    mine: list[ColumnElement[bool]] = []
    if caller.professional_id is not None and caller.has("professional", *(["delegate"] if delegate else [])):
        mine.append(Grant.professional_id == caller.professional_id)
    if caller.account_id is not None and caller.has(*RECEIVERS):
        mine.append(Grant.account_id == caller.account_id)
    stands = and_(Grant.revoked_at.is_(None), or_(Grant.expires_at.is_(None), Grant.expires_at > at))
    return and_(stands, or_(false(), *mine))


async def ground_of(
    session: AsyncSession, referral_ids: list[UUID], caller: Caller, what: str, at: datetime
) -> dict[UUID, str]:
    """The ground on which a grant lets this caller read `what` (care, social, name) of each request."""
    kinds = [kind for kind, opened in OPENS.items() if what in opened]
    rows = await session.execute(
        select(Grant.referral_id, Grant.ground)
        .where(
            Grant.referral_id.in_(referral_ids),
            Grant.bulletin.in_(kinds),
            standing_for(caller, at, delegate=what == "name"),
        )
        .order_by(Grant.opened_at.desc())
    )
    return {row.referral_id: row.ground for row in rows}
