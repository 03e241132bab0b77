"""Questions about appeals."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, any_, delete, exists, false, func, literal, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.pages import decode_cursor, encode_cursor
from referral_svc.appeals.codes import STANDING, AppealAct, AppealState
from referral_svc.appeals.models import Appeal, AppealAside, AppealReply
from referral_svc.appeals.schemas import AppealFilters
from referral_svc.known.models import KnownProfessional
from referral_svc.referrals.values import Waiting

LIST = "appeals"


def listed(caller: Caller, filters: AppealFilters, *, moderates: bool) -> Select[Appeal]:
    query = select(Appeal).where(_seen_by(caller, moderates=moderates))
    match filters.view:
        case "open":
            query = query.where(Appeal.state.in_(list(STANDING)))
        case "closed":
            query = query.where(Appeal.state.not_in(list(STANDING)))
        case "mine":
            query = query.where(Appeal.author_account_id == caller.account_id)
        case "for_me":
            query = query.where(for_profession_of(caller))
    if filters.profession_code is not None:
        query = query.where(literal(filters.profession_code) == any_(Appeal.profession_codes))
    if filters.commune_code is not None:
        query = query.where(Appeal.commune_code == filters.commune_code)
    return query.order_by(Appeal.posted_at.desc(), Appeal.id.desc())


def _seen_by(caller: Caller, *, moderates: bool) -> ColumnElement[bool]:
    """What was removed is left to its author and to those who may remove."""
    is_kept = Appeal.state != AppealState.REMOVED
    return or_(is_kept, Appeal.author_account_id == caller.account_id, literal(moderates))


def for_profession_of(caller: Caller) -> ColumnElement[bool]:
    """The rows that the badge counts and the list shows."""
    if caller.professional_id is None or not caller.has("professional"):
        return false()
    own = select(KnownProfessional.profession_code).where(KnownProfessional.professional_id == caller.professional_id)
    answered = exists().where(AppealReply.appeal_id == Appeal.id, AppealReply.account_id == caller.account_id)
    return and_(
        Appeal.state == AppealState.OPEN,
        own.scalar_subquery() == any_(Appeal.profession_codes),
        Appeal.author_account_id != caller.account_id,
        ~answered,
        ~_set_aside_by(caller),
    )


def _set_aside_by(caller: Caller) -> ColumnElement[bool]:
    return exists().where(AppealAside.appeal_id == Appeal.id, AppealAside.account_id == caller.account_id)


async def aside_acts(session: AsyncSession, caller: Caller, appeal_ids: list[UUID]) -> dict[UUID, AppealAct]:
    """Of these: what the caller's badge counts may be set aside, what he set aside may be brought back."""
    of_these = select(Appeal.id).where(Appeal.id.in_(appeal_ids), Appeal.state == AppealState.OPEN)
    acts: dict[UUID, AppealAct] = {}
    for appeal_id in await session.scalars(of_these.where(for_profession_of(caller))):
        acts[appeal_id] = "set_aside"
    for appeal_id in await session.scalars(of_these.where(_set_aside_by(caller))):
        acts[appeal_id] = "bring_back"
    return acts


async def set_aside(session: AsyncSession, appeal: Appeal, account_id: UUID, at: datetime) -> None:
    """May be repeated."""
    row = {"cpts_id": appeal.cpts_id, "appeal_id": appeal.id, "account_id": account_id, "set_aside_at": at}
    await session.execute(insert(AppealAside).values(row).on_conflict_do_nothing())


async def bring_back(session: AsyncSession, appeal_id: UUID, account_id: UUID) -> None:
    await session.execute(
        delete(AppealAside).where(AppealAside.appeal_id == appeal_id, AppealAside.account_id == account_id)
    )


async def waiting(session: AsyncSession, caller: Caller) -> Waiting:
    row = (
        await session.execute(select(func.count(), func.min(Appeal.posted_at)).where(for_profession_of(caller)))
    ).one()
    count: int = row[0]
    since: datetime | None = row[1]
    return Waiting(count, since)


async def page_of(
    session: AsyncSession, query: Select[Appeal], cursor: str | None, limit: int
) -> tuple[list[Appeal], str | None]:
    """The newest first."""
    if cursor is not None:
        query = query.where(
            tuple_(Appeal.posted_at, Appeal.id) < tuple_(*decode_cursor(LIST, cursor, (datetime, UUID)))
        )
    rows = list(await session.scalars(query.limit(limit + 1)))
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    return rows[:limit], encode_cursor(LIST, last.posted_at, last.id)


async def for_act(session: AsyncSession, caller: Caller, appeal_id: UUID, *, moderates: bool) -> Appeal | None:
    """Locked: two acts on one appeal take turns."""
    query = select(Appeal).where(Appeal.id == appeal_id, _seen_by(caller, moderates=moderates))
    found: Appeal | None = await session.scalar(query.with_for_update())
    return found


async def replies_to(session: AsyncSession, appeal_ids: list[UUID]) -> dict[UUID, list[AppealReply]]:
    found: dict[UUID, list[AppealReply]] = defaultdict(list)
    if appeal_ids:
        query = select(AppealReply).where(AppealReply.appeal_id.in_(appeal_ids))
        for reply in await session.scalars(query.order_by(AppealReply.written_at, AppealReply.id)):
            found[reply.appeal_id].append(reply)
    return found


async def professions_here(session: AsyncSession, codes: list[str]) -> set[str]:
    """Of these, those of which the directory has described somebody."""
    code = KnownProfessional.profession_code
    return set(await session.scalars(select(code).where(code.in_(codes)).distinct())) if codes else set()


async def outlived(session: AsyncSession, today: date, most: int) -> list[Appeal]:
    query = select(Appeal).where(Appeal.state.in_(list(STANDING)), Appeal.open_until < today)
    rows = await session.scalars(query.order_by(Appeal.open_until).limit(most).with_for_update(skip_locked=True))
    return list(rows)


async def ended_before(session: AsyncSession, instant: datetime, most: int) -> list[Appeal]:
    query = select(Appeal).where(Appeal.state.not_in(list(STANDING)), Appeal.state_at < instant)
    rows = await session.scalars(query.order_by(Appeal.state_at).limit(most).with_for_update(skip_locked=True))
    return list(rows)


async def delete_all(session: AsyncSession, appeal_ids: list[UUID]) -> None:
    """With what was answered, and who had set them aside."""
    await session.execute(delete(AppealAside).where(AppealAside.appeal_id.in_(appeal_ids)))
    await session.execute(delete(AppealReply).where(AppealReply.appeal_id.in_(appeal_ids)))
    await session.execute(delete(Appeal).where(Appeal.id.in_(appeal_ids)))
