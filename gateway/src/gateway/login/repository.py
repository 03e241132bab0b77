"""Questions asked while nobody is signed in yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.accounts.models import Account, DemonstrationAccount
from gateway.login.models import LoginLink


async def account_by_email(session: AsyncSession, email: str) -> Account | None:
    return (await session.scalars(select(Account).where(Account.email == email))).first()


async def account_by_national_id(session: AsyncSession, national_id: str) -> Account | None:
    return (await session.scalars(select(Account).where(Account.national_id == national_id))).first()


async def links_sent_since(session: AsyncSession, account: Account, now: datetime, span: timedelta) -> int:
    return (
        await session.scalar(
            select(func.count())
            .select_from(LoginLink)
            .where(LoginLink.account_id == account.id, LoginLink.created_at > now - span)
        )
        or 0
    )


async def account_of_link(session: AsyncSession, token_hash: bytes) -> UUID | None:
    return await session.scalar(select(LoginLink.account_id).where(LoginLink.token_hash == token_hash))


async def link_and_account(session: AsyncSession, token_hash: bytes) -> tuple[LoginLink, Account] | None:
    """Both rows locked: two redemptions of one link, or two uses of one code, take turns."""
    row = (
        await session.execute(
            select(LoginLink, Account)
            .join(Account, Account.id == LoginLink.account_id)
            .where(LoginLink.token_hash == token_hash)
            .with_for_update()
        )
    ).first()
    return (row[0], row[1]) if row else None


async def demonstration_accounts(session: AsyncSession) -> list[tuple[DemonstrationAccount, Account]]:
    rows = await session.execute(
        select(DemonstrationAccount, Account)
        .join(Account, Account.id == DemonstrationAccount.account_id)
        .order_by(DemonstrationAccount.position, Account.name)
        .limit(200)
    )
    return [(row[0], row[1]) for row in rows]
