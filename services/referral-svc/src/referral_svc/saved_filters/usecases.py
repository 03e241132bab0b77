"""Everybody keeps his own filters. What they show is decided again each time the queue is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import RoleRefused
from carekit.db import constraint_of
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.referrals import policies
from referral_svc.saved_filters.errors import SavedFilterNameTaken, SavedFilterNotFound, TooManySavedFilters
from referral_svc.saved_filters.models import SavedFilter
from referral_svc.saved_filters.schemas import SavedFilterOut, SavedFilters, SaveFilter

MOST = 20


async def listed(context: Context) -> SavedFilters:
    owner = _owner(context)
    async with context.unit.begin() as session:
        rows = await session.scalars(
            select(SavedFilter).where(SavedFilter.account_id == owner).order_by(func.lower(SavedFilter.name))
        )
        return SavedFilters(items=[_out(row) for row in rows])


async def save(context: Context, act: SaveFilter, once: Once) -> SavedFilterOut:
    owner = _owner(context)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        await _one_at_a_time(session, owner)
        count = await session.scalar(
            select(func.count()).select_from(SavedFilter).where(SavedFilter.account_id == owner)
        )
        if (count or 0) >= MOST:
            raise TooManySavedFilters(most=MOST)
        row = SavedFilter(cpts_id=context.caller.cpts, account_id=owner)
        await _write(session, row, act, context)
        return await idempotency.keep(session, once, _out(row))


async def change(context: Context, saved_filter_id: UUID, act: SaveFilter) -> SavedFilterOut:
    owner = _owner(context)
    async with context.unit.begin() as session:
        await _one_at_a_time(session, owner)
        row = await _own(session, owner, saved_filter_id)
        await _write(session, row, act, context)
        return _out(row)


async def forget(context: Context, saved_filter_id: UUID) -> None:
    owner = _owner(context)
    async with context.unit.begin() as session:
        await session.delete(await _own(session, owner, saved_filter_id))


def _owner(context: Context) -> UUID:
    policies.require_may_list(context.caller)
    if context.caller.account_id is None:
        raise RoleRefused("Only an account keeps filters")
    return context.caller.account_id


async def _one_at_a_time(session: AsyncSession, owner: UUID) -> None:
    """Two windows of one person take turns: the count and the single default hold."""
    await session.execute(
        text("select pg_advisory_xact_lock(hashtextextended(:owner, 0))"), {"owner": f"saved_filter:{owner}"}
    )


async def _own(session: AsyncSession, owner: UUID, saved_filter_id: UUID) -> SavedFilter:
    row: SavedFilter | None = await session.scalar(
        select(SavedFilter).where(SavedFilter.id == saved_filter_id, SavedFilter.account_id == owner)
    )
    if row is None:
        raise SavedFilterNotFound
    return row


async def _write(session: AsyncSession, row: SavedFilter, act: SaveFilter, context: Context) -> None:
    if act.is_default:
        await session.execute(
            update(SavedFilter)
            .where(SavedFilter.account_id == row.account_id, SavedFilter.is_default)
            .values(is_default=False)
        )
    row.name, row.is_default, row.saved_at = act.name, act.is_default, context.at
    row.filters = act.filters.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    session.add(row)
    async with _names_told_apart():
        await session.flush()


@asynccontextmanager
async def _names_told_apart() -> AsyncIterator[None]:
    try:
        yield
    except IntegrityError as refused:
        if constraint_of(refused) == "uq_saved_filter_name":
            raise SavedFilterNameTaken from refused
        raise


def _out(row: SavedFilter) -> SavedFilterOut:
    return SavedFilterOut.model_validate(
        {
            "saved_filter_id": row.id,
            "name": row.name,
            "filters": row.filters,
            "is_default": row.is_default,
            "saved_at": row.saved_at,
        }
    )
