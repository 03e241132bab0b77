"""Which bulletin each may read now: what `bulletins` decides one by one, said for a whole case."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context
from referral_svc.disclosure.models import Grant
from referral_svc.disclosure.schemas import ReaderOut, Readers
from referral_svc.known.models import KnownProfessional
from referral_svc.referrals import policies, repository
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.errors import ReferralNotFound
from referral_svc.referrals.models import Referral


async def of(context: Context, referral_id: UUID) -> Readers:
    """For those to whom the reading log is shown."""
    async with context.unit.begin() as session:
        referral = await repository.referral_of(session, referral_id)
        if not (policies.coordinates(context.caller, referral) or policies.wrote(context.caller, referral)):
            raise ReferralNotFound
        return Readers(items=[*await _by_role(session, referral), *await _granted(session, context, referral)])


async def _by_role(session: AsyncSession, referral: Referral) -> list[ReaderOut]:
    consent = await session.get(Consent, referral.id)
    if consent is None or consent.withdrawn_at is not None:
        return []
    social = referral.kind == Kind.SOCIAL
    none = {"opened_at": None, "expires_at": None, "opened_by_name": None}
    return [
        ReaderOut(
            name="",
            role=policies.coordinator_of(referral.kind),
            bulletin="social" if social else "care",
            ground="coordination",
            **none,
        ),
        *(
            ReaderOut(name=referral.referrer_name, role="author", bulletin=bulletin, ground="wrote_it", **none)
            for bulletin in ("care", "social")
        ),
    ]


async def _granted(session: AsyncSession, context: Context, referral: Referral) -> list[ReaderOut]:
    rows = await session.execute(
        select(Grant, KnownProfessional)
        .outerjoin(
            KnownProfessional,
            and_(
                KnownProfessional.cpts_id == Grant.cpts_id,
                KnownProfessional.professional_id == Grant.professional_id,
            ),
        )
        .where(
            Grant.referral_id == referral.id,
            Grant.revoked_at.is_(None),
            or_(Grant.expires_at.is_(None), Grant.expires_at > context.at),
        )
        .order_by(Grant.opened_at)
    )
    return [
        ReaderOut(
            name=grant.to_name or (known.name if known else ""),
            role=None,
            bulletin=grant.bulletin,
            ground=grant.ground,
            opened_at=grant.opened_at,
            expires_at=grant.expires_at,
            opened_by_name=grant.opened_by_name,
        )
        for grant, known in rows
    ]
