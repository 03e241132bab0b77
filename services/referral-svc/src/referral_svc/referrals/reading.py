"""What may be read of requests: queue, board, export, case page, timeline, worklists. No identity in any."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context
from referral_svc.referrals import links, policies, repository, timeline, views
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.refusing import to_recontact
from referral_svc.referrals.schemas import (
    Board,
    Column,
    ListFilters,
    ReferralOut,
    ReferralPage,
    Timeline,
    TimelineLine,
    Worklist,
    Worklists,
)

CARDS = 20
EXPORTED = 10_000
DIRECTOR_AFTER = timedelta(days=30)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def page(context: Context, filters: ListFilters) -> ReferralPage:
    policies.require_may_list(context.caller)
    async with context.unit.begin() as session:
        query = repository.listed(filters, context.caller, await links.taken_part_in(session, context), context.at)
        rows, following = await repository.page_of(session, query, filters.cursor, filters.limit)
        return ReferralPage(items=await views.items(session, context, rows), next=following)


async def board(context: Context) -> Board:
    policies.require_may_list(context.caller)
    async with context.unit.begin() as session:
        also = await links.taken_part_in(session, context)
        columns = await repository.board_of(session, context.caller, also, CARDS)
        return Board(
            columns=[
                Column(status=status, count=count, cards=await views.items(session, context, rows))
                for status, (count, rows) in columns.items()
            ]
        )


async def export(context: Context, filters: ListFilters) -> str:
    """The same rows as the list, as CSV (`;`, UTF-8): codes and instants, no identity."""
    policies.require_may_see_whole_queue(context.caller)
    async with context.unit.begin() as session:
        query = repository.listed(filters, context.caller, set(), context.at)
        rows, _ = await repository.page_of(session, query, None, EXPORTED)
        written = io.StringIO()
        writer = csv.writer(written, delimiter=";")
        writer.writerow(_HEADER)
        for row in await views.items(session, context, rows):
            values = row.model_dump(mode="json")
            place = values["place"]["commune_code"] if values["place"] else ""
            cells = [values[name] for name in _HEADER[:-2]] + [",".join(values["need_codes"]), place]
            writer.writerow([_cell(cell) for cell in cells])
        return written.getvalue()


_HEADER = [
    "case_number", "kind", "status", "priority_class", "urgency", "age_band", "sex", "stated_at", "qualified_at",
    "target_at", "overdue", "last_movement_at", "referrer_name", "need_codes", "commune_code",
]  # fmt: skip


def _cell(value: object) -> str:
    """A cell that a spreadsheet would run as a formula is made plain text."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


async def one(context: Context, referral_id: UUID) -> ReferralOut:
    async with context.unit.begin() as session:
        return await views.one(session, context, await followed(session, context, referral_id))


async def timeline_of(context: Context, referral_id: UUID) -> Timeline:
    async with context.unit.begin() as session:
        await followed(session, context, referral_id)
        return Timeline(
            items=[TimelineLine.model_validate(entry) for entry in await timeline.of(session, referral_id)]
        )


async def worklists(context: Context) -> Worklists:
    """What waits for this caller. Empty for roles that have nothing to do with requests."""
    async with context.unit.begin() as session:
        found = [
            *await _of_coordinator(session, context),
            *await _of_director(session, context),
            *await to_recontact(session, context),
        ]
        work = [
            *await context.ports.loop.worklists(session, context.caller, context.at),
            *await context.ports.solicitations.worklists(session, context.caller, context.at),
        ]
        found += [Worklist(key=w.key, count=w.count, href=w.href, oldest_at=w.oldest_at) for w in work]
        return Worklists(items=[line for line in found if line.count])


async def _of_director(session: AsyncSession, context: Context) -> list[Worklist]:
    """How many requests nobody moved for 30 days: a figure, which she takes up with the coordinator."""
    if not context.caller.has("director"):
        return []
    count, oldest = await repository.silent_since(session, context.at - DIRECTOR_AFTER)
    return [Worklist(key="silent_30_days", count=count, href="/demandes", oldest_at=oldest)]


async def _of_coordinator(session: AsyncSession, context: Context) -> list[Worklist]:
    if not context.caller.has(*policies.COORDINATORS):
        return []
    moved = Referral.last_movement_at
    conditions = [
        ("to_qualify", Referral.status == Status.STATED, Referral.stated_at),
        ("to_search", Referral.status == Status.QUALIFIED, Referral.qualified_at),
        ("to_choose", Referral.status == Status.PROPOSED, moved),
        ("to_close", Referral.status == Status.PLACED, Referral.placed_at),
        ("overdue", repository.is_overdue(context.at), Referral.target_at),
        ("stalled", Referral.is_stalled, moved),
        (
            "hold_ended",
            and_(Referral.status == Status.ON_HOLD, Referral.held_until < context.at),
            Referral.held_until,
        ),
        # Qualifying it says that it is no duplicate, or that the coordinator has decided to keep both.
        (
            "duplicates",
            and_(Referral.possible_duplicate_of.is_not(None), Referral.status == Status.STATED),
            Referral.stated_at,
        ),
    ]
    counts = await repository.counted(session, context.caller, conditions)
    return [
        Worklist(key=key, count=counts[key][0], href=f"/demandes?{_QUERY[key]}", oldest_at=counts[key][1])
        for key, _, _ in conditions
    ]


_QUERY = {
    "to_qualify": "status=stated",
    "to_search": "status=qualified",
    "to_choose": "status=proposed",
    "to_close": "status=placed",
    "overdue": "overdue=true",
    "stalled": "view=queue",
    "hold_ended": "status=on_hold",
    "duplicates": "status=stated",
}


async def followed(session: AsyncSession, context: Context, referral_id: UUID) -> Referral:
    """The request, when the caller has a link with it; else it does not exist."""
    referral = await repository.referral_of(session, referral_id)
    takes_part = await links.takes_part(session, context, referral_id)
    policies.require_follows(context.caller, referral, takes_part=takes_part)
    return referral
