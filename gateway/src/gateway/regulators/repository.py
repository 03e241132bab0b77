from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.accounts.models import Account
from gateway.regulators.models import Regulator


async def regulators_with(
    session: AsyncSession, *, idnps: str | None, sas_id: str | None, email: str
) -> list[Regulator]:
    """Those who have one of these, locked, oldest first."""
    asked: list[ColumnElement[bool]] = [Account.email == email]
    if idnps:
        asked.append(Regulator.idnps == idnps)
    if sas_id:
        asked.append(Regulator.sas_id == sas_id)
    question = select(Regulator).join(Account, Account.id == Regulator.account_id).where(or_(*asked))
    return list(await session.scalars(question.order_by(Regulator.id).with_for_update(of=Regulator)))


async def regulator_of(session: AsyncSession, account_id: UUID) -> Regulator | None:
    return (await session.scalars(select(Regulator).where(Regulator.account_id == account_id))).first()


async def active_regulator(session: AsyncSession, account_id: UUID) -> Regulator | None:
    regulator = await regulator_of(session, account_id)
    return regulator if regulator is not None and regulator.is_active else None
