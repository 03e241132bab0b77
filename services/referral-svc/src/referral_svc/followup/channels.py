"""By which way somebody is written to: his own wishes, and the addresses that are known."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.followup.models import NotificationSetting
from referral_svc.followup.rhythm import DEFAULTS, NoticeKind, Rhythm
from referral_svc.known.models import KnownAccount, KnownProfessional
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import coordinator_of


def person_of(caller: Caller) -> UUID | None:
    """Whose wishes these are: the professional's own, or the account's. A delegate is himself."""
    if caller.professional_id is not None and not caller.has("delegate"):
        return caller.professional_id
    return caller.account_id


async def rhythms(session: AsyncSession, person_id: UUID) -> dict[NoticeKind, Rhythm]:
    rows = await session.scalars(select(NotificationSetting).where(NotificationSetting.person_id == person_id))
    return DEFAULTS | {row.kind: row.rhythm for row in rows}


async def address_of(session: AsyncSession, cpts_id: UUID, person_id: UUID) -> str | None:
    """The professional's, as the directory knows it, or the account's."""
    professional = await session.get(KnownProfessional, (cpts_id, person_id))
    if professional is not None:
        return professional.email
    account = await session.get(KnownAccount, (cpts_id, person_id))
    return account.email if account else None


def is_mssante(address: str | None, domains: Sequence[str]) -> bool:
    """Whether a mail there stays in the trust space: what stands in a field of the directory is no proof."""
    domain = (address or "").rpartition("@")[2].lower()
    return any(domain == one or domain.endswith(f".{one}") for one in domains)


async def accounts_with(session: AsyncSession, role: str) -> list[UUID]:
    """Accounts of this role that can be written to."""
    rows = await session.scalars(
        select(KnownAccount.account_id)
        .where(literal(role) == any_(KnownAccount.roles), KnownAccount.email.is_not(None))
        .order_by(KnownAccount.account_id)
    )
    return list(rows)


async def delegates_of(session: AsyncSession, professional_id: UUID | None) -> list[KnownAccount]:
    """Who keeps this professional's agenda with him and can be written to."""
    rows = await session.scalars(
        select(KnownAccount)
        .where(
            KnownAccount.professional_id == professional_id, literal("delegate") == any_(KnownAccount.roles),
            KnownAccount.email.is_not(None),
        )
        .order_by(KnownAccount.account_id)
    )  # fmt: skip
    return list(rows)


async def coordinators_of(session: AsyncSession, referral: Referral) -> list[UUID]:
    """Accounts that answer for requests of this kind and can be written to."""
    return await accounts_with(session, coordinator_of(referral.kind))
