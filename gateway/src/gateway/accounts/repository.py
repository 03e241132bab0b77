"""Questions about accounts and memberships. The CPTS is the transaction's: row-level security walls it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.accounts.models import Account, Membership
from gateway.names.models import KnownCpts, KnownProfessional


async def members_with_role(
    session: AsyncSession, cpts_id: UUID, role: str | None, after: tuple[str, UUID] | None, limit: int
) -> list[tuple[Account, Membership]]:
    """Accounts of the CPTS by name, one more than `limit` when there is a next page."""
    question = (
        select(Account, Membership)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.cpts_id == cpts_id)
        .order_by(Account.name, Account.id)
        .limit(limit + 1)
    )
    if role is not None:
        question = question.where(Membership.roles.contains([role]))
    if after is not None:
        question = question.where(tuple_(Account.name, Account.id) > after)
    return [(row[0], row[1]) for row in await session.execute(question)]


async def member(
    session: AsyncSession, cpts_id: UUID, account_id: UUID, *, for_update: bool = False
) -> tuple[Account, Membership] | None:
    question = (
        select(Account, Membership)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.cpts_id == cpts_id, Account.id == account_id)
    )
    if for_update:
        question = question.with_for_update()
    row = (await session.execute(question)).first()
    return (row[0], row[1]) if row else None


async def account_to_invite(session: AsyncSession, email: str) -> Account | None:
    return (await session.scalars(select(Account).where(Account.email == email).with_for_update())).first()


async def membership(session: AsyncSession, cpts_id: UUID, account_id: UUID) -> Membership | None:
    return await session.get(Membership, (cpts_id, account_id))


async def known_professional(session: AsyncSession, cpts_id: UUID, professional_id: UUID) -> KnownProfessional | None:
    return await session.get(KnownProfessional, (cpts_id, professional_id))


async def name_of_cpts(session: AsyncSession, cpts_id: UUID) -> str:
    return await session.scalar(select(KnownCpts.name).where(KnownCpts.id == cpts_id)) or ""


async def accounts_of_professional(session: AsyncSession, professional_id: UUID) -> Sequence[Account]:
    """The professional's own account and those of the delegates."""
    return (await session.scalars(select(Account).where(Account.professional_id == professional_id))).all()


async def memberships_of(session: AsyncSession, cpts_id: UUID, account_ids: list[UUID]) -> Sequence[Membership]:
    question = select(Membership).where(Membership.cpts_id == cpts_id, Membership.account_id.in_(account_ids))
    return (await session.scalars(question.with_for_update())).all()
