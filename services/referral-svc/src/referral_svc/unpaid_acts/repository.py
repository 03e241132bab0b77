"""Questions about acts done before the rights were up to date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, any_, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.pages import BadCursor, decode_cursor, encode_cursor
from referral_svc.partners.kinds import PartnerKind
from referral_svc.partners.models import PartnerRoute
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS
from referral_svc.referrals.repository import coordinated_by
from referral_svc.referrals.values import Waiting
from referral_svc.unpaid_acts.codes import UnpaidActState
from referral_svc.unpaid_acts.models import UnpaidAct
from referral_svc.unpaid_acts.schemas import UnpaidActFilters

LIST = "unpaid-acts"
Line = tuple[UnpaidAct, Referral]


def readable_by(caller: Caller) -> ColumnElement[bool]:
    """Those of the requests she coordinates; a professional's own acts."""
    mine: list[ColumnElement[bool]] = []
    if caller.has(*COORDINATORS):
        mine.append(coordinated_by(caller))
    if caller.professional_id is not None and caller.has("professional"):
        mine.append(UnpaidAct.professional_id == caller.professional_id)
    return or_(*mine) if mine else UnpaidAct.id.is_(None)


def listed(caller: Caller, filters: UnpaidActFilters) -> Select[UnpaidAct, Referral]:
    query = _lines().where(readable_by(caller))
    if filters.state is not None:
        query = query.where(UnpaidAct.state == filters.state)
    if filters.kind is not None:
        query = query.where(UnpaidAct.kind == filters.kind)
    if filters.professional_id is not None:
        query = query.where(UnpaidAct.professional_id == filters.professional_id)
    if filters.since is not None:
        query = query.where(UnpaidAct.done_on >= filters.since)
    if filters.until is not None:
        query = query.where(UnpaidAct.done_on <= filters.until)
    return query.order_by(UnpaidAct.done_on, UnpaidAct.id)


def _lines() -> Select[UnpaidAct, Referral]:
    return select(UnpaidAct, Referral).join(Referral, Referral.id == UnpaidAct.referral_id)


async def page_of(
    session: AsyncSession, query: Select[UnpaidAct, Referral], cursor: str | None, limit: int
) -> tuple[list[Line], str | None]:
    """The oldest act first: it is the first to be too late."""
    if cursor is not None:
        query = query.where(tuple_(UnpaidAct.done_on, UnpaidAct.id) > tuple_(*_key_of(cursor)))
    lines = [(row[0], row[1]) for row in await session.execute(query.limit(limit + 1))]
    if len(lines) <= limit:
        return lines, None
    last = lines[limit - 1][0]
    return lines[:limit], encode_cursor(LIST, last.done_on.isoformat(), last.id)


def _key_of(cursor: str) -> list[Any]:
    day, last_id = decode_cursor(LIST, cursor, (str, str))
    try:
        return [date.fromisoformat(day), UUID(last_id)]
    except ValueError as forged:
        raise BadCursor from forged


async def of_referral(session: AsyncSession, caller: Caller, referral_id: UUID, *, all_of_it: bool) -> list[Line]:
    query = _lines().where(UnpaidAct.referral_id == referral_id)
    if not all_of_it:
        query = query.where(readable_by(caller))
    rows = await session.execute(query.order_by(UnpaidAct.done_on, UnpaidAct.id).limit(200))
    return [(row[0], row[1]) for row in rows]


async def for_act(session: AsyncSession, caller: Caller, unpaid_act_id: UUID) -> Line | None:
    """One that the caller coordinates, locked."""
    row = (
        await session.execute(
            _lines().where(UnpaidAct.id == unpaid_act_id, coordinated_by(caller)).with_for_update(of=UnpaidAct)
        )
    ).one_or_none()
    return (row[0], row[1]) if row else None


async def to_hand_over(session: AsyncSession, caller: Caller, unpaid_act_ids: list[UUID]) -> list[Line]:
    """Of those named, the ones the caller coordinates, locked, always in the same order."""
    rows = await session.execute(
        _lines()
        .where(UnpaidAct.id.in_(unpaid_act_ids), coordinated_by(caller))
        .order_by(UnpaidAct.id)
        .with_for_update(of=UnpaidAct)
    )
    return [(row[0], row[1]) for row in rows]


async def cpam_may_be_told_names(session: AsyncSession) -> bool:
    """Under an agreement that the CPTS keeps among its partners."""
    covered = literal("name") == any_(PartnerRoute.may_tell)
    found = await session.scalar(
        select(PartnerRoute.id).where(PartnerRoute.kind == PartnerKind.CPAM, PartnerRoute.is_active, covered).limit(1)
    )
    return found is not None


async def to_claim(session: AsyncSession, caller: Caller) -> Waiting:
    """How many acts wait to be claimed, and since when the oldest is listed."""
    row = (
        await session.execute(
            select(func.count(), func.min(UnpaidAct.listed_at))
            .select_from(UnpaidAct)
            .join(Referral, Referral.id == UnpaidAct.referral_id)
            .where(coordinated_by(caller), UnpaidAct.state == UnpaidActState.TO_CLAIM)
        )
    ).one()
    count: int = row[0]
    since: datetime | None = row[1]
    return Waiting(count, since)
