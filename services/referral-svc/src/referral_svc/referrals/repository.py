"""Questions about requests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    func,
    literal_column,
    not_,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.pages import BadCursor, decode_cursor, encode_cursor
from referral_svc.referrals.codes import BALL, HANDED_OVER, Ball, Kind, Status, WorklistKey
from referral_svc.referrals.consents import RefusedConsent
from referral_svc.referrals.errors import ReferralNotFound
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import kinds_of
from referral_svc.referrals.schemas import ListFilters, QueueFilters
from referral_svc.referrals.transitions import ENDED
from referral_svc.referrals.values import Listed, Waiting

LIST = "referrals"
#: Of persons of this CPTS: not what stands here for a request of a neighbour.
OWN = Referral.crossing_id.is_(None)
BOARD = (Status.STATED, Status.QUALIFIED, Status.SEARCHING, Status.PROPOSED, Status.PLACED, Status.ON_HOLD)


async def referral_of(session: AsyncSession, referral_id: UUID) -> Referral:
    found = await session.get(Referral, referral_id)
    if found is None:
        raise ReferralNotFound
    return found


async def referral_for_act(session: AsyncSession, referral_id: UUID) -> Referral:
    """The request with its row locked: acts on one request take turns."""
    found = await session.get(Referral, referral_id, with_for_update=True)
    if found is None:
        raise ReferralNotFound
    return found


async def of_bundle(session: AsyncSession, bundle_id: UUID) -> list[Referral]:
    """All that was stated together, the most pressing first."""
    return list(await session.scalars(select(Referral).where(Referral.bundle_id == bundle_id).order_by(*QUEUE_ORDER)))


async def next_case_number(session: AsyncSession, cpts_id: UUID, year: int) -> int:
    """The counter's row is locked until commit, so that no number is given twice."""
    row = await session.execute(
        text(
            "insert into case_counter (cpts_id, year, last) values (:cpts_id, :year, 1) "
            "on conflict (cpts_id, year) do update set last = case_counter.last + 1 returning last"
        ),
        {"cpts_id": cpts_id, "year": year},
    )
    return int(row.scalar_one())


def visible_to(caller: Caller, also: set[UUID]) -> ColumnElement[bool]:
    """Requests this caller may see in a list. `also`: granted to him or followed by name."""
    seen: list[ColumnElement[bool]] = []
    if caller.has("secretary"):
        seen.append(Referral.id.is_not(None))
    if caller.has("care_coordinator"):
        seen.append(Referral.kind != Kind.SOCIAL)
    if caller.has("social_coordinator"):
        seen.append(Referral.kind == Kind.SOCIAL)
    return and_(OWN, or_(*seen, followed_by(caller, also)))


def coordinated_by(caller: Caller) -> ColumnElement[bool]:
    """Requests whose coordinator this caller is: the social ones, the others, or both."""
    return and_(OWN, Referral.kind.in_(kinds_of(caller)))


def followed_by(caller: Caller, also: set[UUID]) -> ColumnElement[bool]:
    """Stated by the caller or his structure, placed with him, granted to him or followed by name."""
    mine = [Referral.referrer_account_id == caller.account_id]
    if caller.structure is not None:
        mine.append(Referral.referrer_structure == caller.structure)
    if caller.professional_id is not None and caller.has("professional"):
        mine.append(Referral.placed_professional_id == caller.professional_id)
    if also:
        mine.append(Referral.id.in_(also))
    return or_(*mine)


#: The order of the queue: stalled first, then class, other classes met, and who waits longest.
QUEUE_ORDER = (
    literal_column("case when referral.is_stalled then 0 else 1 end", Integer),
    Referral.priority_class,
    -Referral.other_classes_met,
    func.coalesce(Referral.qualified_at, Referral.stated_at),
    Referral.id,
)


def listed(
    filters: ListFilters,
    caller: Caller,
    also: set[UUID],
    at: datetime,
    work: Listed | None,
    awaited: ColumnElement[bool],
) -> Select[Referral]:
    """`work`: the worklist that the filters name. It says by itself which requests the caller sees in it.
    `awaited`: of a request, somebody who was asked has yet to say a word."""
    query = narrowed(select(Referral), filters, caller, also, at, work, awaited)
    if work is None or work.key != WorklistKey.TO_CONSENT:
        query = query.where(Referral.status != Status.DRAFT)
    if work is None and filters.view == "queue" and filters.status is None:
        query = query.where(Referral.status.not_in(list(ENDED)))
    return query


def to_act(ball: Ball, awaited: ColumnElement[bool]) -> ColumnElement[bool]:
    """`views.ball_of` asks the same of one request."""
    of_status = Referral.status.in_([one for one in Status if BALL.get(one, "nobody") == ball])
    heard = and_(Referral.status == Status.SEARCHING, Referral.kind.not_in(HANDED_OVER), not_(awaited))
    match ball:
        case "coordinator":
            return or_(of_status, heard)
        case "professionals":
            return and_(of_status, not_(heard))
        case _:
            return of_status


def narrowed(
    query: Select[Any],
    filters: QueueFilters,
    caller: Caller,
    also: set[UUID],
    at: datetime,
    work: Listed | None,
    awaited: ColumnElement[bool],
) -> Select[Any]:
    query = query.where(visible_to(caller, also) if work is None else work.rows)
    if filters.mine:
        query = query.where(followed_by(caller, also))
    if filters.status is not None:
        query = query.where(Referral.status == filters.status)
    if filters.ball is not None:
        query = query.where(to_act(filters.ball, awaited))
    if filters.age is not None:
        query = query.where(Referral.age_band == filters.age)
    if filters.priority_class is not None:
        query = query.where(Referral.priority_class == filters.priority_class)
    if filters.kind is not None:
        query = query.where(Referral.kind == filters.kind)
    if filters.commune is not None:
        query = query.where(Referral.commune_code == filters.commune)
    if filters.reason is not None:
        query = query.where(Referral.request_reason == filters.reason)
    if filters.door is not None:
        query = query.where(Referral.door == filters.door)
    if filters.track is not None:
        is_social = Referral.kind == Kind.SOCIAL
        query = query.where(is_social if filters.track == "social" else not_(is_social))
    if filters.holder is not None:
        held_by = caller.account_id if filters.holder == "me" else None
        query = query.where(Referral.holder_account_id.is_not_distinct_from(held_by))
    if filters.overdue is not None:
        query = query.where(is_overdue(at) if filters.overdue else not_(is_overdue(at)))
    if filters.is_complex is not None:
        is_complex = Referral.complexity_list_version.is_not(None)
        query = query.where(is_complex if filters.is_complex else not_(is_complex))
    if filters.linked is not None:
        query = query.where(Referral.bundle_id.is_not(None) if filters.linked else Referral.bundle_id.is_(None))
    return query


def is_overdue(at: datetime) -> ColumnElement[bool]:
    waiting = Referral.status.in_([Status.QUALIFIED, Status.SEARCHING, Status.PROPOSED])
    return and_(waiting, func.coalesce(Referral.target_at < at, False))


async def page_of(
    session: AsyncSession, query: Select[Referral], cursor: str | None, limit: int
) -> tuple[list[Referral], str | None]:
    if cursor is not None:
        query = query.where(tuple_(*QUEUE_ORDER) > tuple_(*_key_of(cursor)))
    rows = list(await session.scalars(query.order_by(*QUEUE_ORDER).limit(limit + 1)))
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    since = last.qualified_at or last.stated_at
    key = (0 if last.is_stalled else 1, last.priority_class, -last.other_classes_met, since, last.id)
    return rows[:limit], encode_cursor(LIST, *key)


def _key_of(cursor: str) -> tuple[Any, ...]:
    key = decode_cursor(LIST, cursor, (int, int, int, datetime, UUID))
    if max(map(abs, key[:3])) > 1000:
        raise BadCursor
    return key


async def board_of(
    session: AsyncSession, narrow: Callable[[Select[Any]], Select[Any]], cards: int
) -> dict[Status, tuple[int, list[Referral]]]:
    """Per status of the board: how many there are once narrowed, and the first ones of the queue."""
    rank = func.row_number().over(partition_by=Referral.status, order_by=QUEUE_ORDER).label("rank")
    total = func.count().over(partition_by=Referral.status).label("total")
    ranked = narrow(select(Referral.id, rank, total).where(Referral.status.in_(BOARD))).subquery()
    rows = await session.execute(
        select(Referral, ranked.c.total)
        .join(ranked, ranked.c.id == Referral.id)
        .where(ranked.c.rank <= cards)
        .order_by(ranked.c.rank)
    )
    columns: dict[Status, tuple[int, list[Referral]]] = {status: (0, []) for status in BOARD}
    for referral, count in rows:
        columns[referral.status] = (count, [*columns[referral.status][1], referral])
    return columns


async def counted(session: AsyncSession, lists: Sequence[Listed]) -> list[tuple[Listed, Waiting]]:
    """How many requests each list holds, in one reading of the table."""
    if not lists:
        return []
    columns: list[ColumnElement[Any]] = []
    for one in lists:
        columns.append(func.count().filter(one.rows))
        columns.append(func.min(one.since).filter(one.rows))
    row = (
        await session.execute(select(*columns).select_from(Referral).where(or_(*(one.rows for one in lists))))
    ).one()
    return [(one, Waiting(row[2 * n], row[2 * n + 1])) for n, one in enumerate(lists)]


def _refused_to(caller: Caller) -> ColumnElement[bool]:
    """Recorded by the caller, or by a colleague of the same structure."""
    mine = RefusedConsent.referrer_account_id == caller.account_id
    if caller.structure is None:
        return mine
    return or_(mine, RefusedConsent.referrer_structure == caller.structure)


async def refused_by(session: AsyncSession, caller: Caller) -> list[RefusedConsent]:
    """The caller's own list: whom to ask again first, then who was asked."""
    rows = await session.scalars(
        select(RefusedConsent)
        .where(_refused_to(caller))
        .order_by(
            RefusedConsent.recontacted_on.is_not(None), RefusedConsent.recontact_on.nulls_last(), RefusedConsent.id
        )
        .limit(200)
    )
    return list(rows)


async def refused_for_act(session: AsyncSession, caller: Caller, refusal_id: UUID) -> RefusedConsent | None:
    """One of the caller's own list, locked."""
    query = select(RefusedConsent).where(RefusedConsent.id == refusal_id, _refused_to(caller)).with_for_update()
    found: RefusedConsent | None = await session.scalar(query)
    return found


async def to_recontact(session: AsyncSession, caller: Caller, today: date) -> int:
    """How many of the caller's own list were to be asked again by now."""
    query = select(func.count()).where(
        _refused_to(caller), RefusedConsent.recontact_on <= today, RefusedConsent.recontacted_on.is_(None)
    )
    return (await session.execute(query)).scalar_one()
