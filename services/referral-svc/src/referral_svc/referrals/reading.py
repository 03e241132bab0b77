"""What may be read of requests: queue, board, export, case page, timeline. No identity in any."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.referrals import links, policies, repository, timeline, views, worklists
from referral_svc.referrals.models import Referral
from referral_svc.referrals.schemas import (
    Board,
    Column,
    ListFilters,
    QueueFilters,
    ReferralItem,
    ReferralOut,
    ReferralPage,
    Timeline,
    TimelineLine,
)

CARDS = 20
EXPORTED = 10_000


async def page(context: Context, filters: ListFilters) -> ReferralPage:
    policies.require_may_list(context.caller)
    async with context.unit.begin() as session:
        also, work = await links.taken_part_in(session, context), worklists.asked_for(context, filters.worklist)
        awaited = context.ports.solicitations.awaited()
        query = repository.listed(filters, context.caller, also, context.at, work, awaited)
        rows, following = await repository.page_of(session, query, filters.cursor, filters.limit)
        return ReferralPage(items=await views.items(session, context, rows), next=following)


async def board(context: Context, filters: QueueFilters) -> Board:
    policies.require_may_list(context.caller)
    async with context.unit.begin() as session:
        also, work = await links.taken_part_in(session, context), worklists.asked_for(context, filters.worklist)
        narrow = partial(
            repository.narrowed,
            filters=filters,
            caller=context.caller,
            also=also,
            at=context.at,
            work=work,
            awaited=context.ports.solicitations.awaited(),
        )
        columns = await repository.board_of(session, narrow, CARDS)
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
        work = worklists.asked_for(context, filters.worklist)
        awaited = context.ports.solicitations.awaited()
        query = repository.listed(filters, context.caller, set(), context.at, work, awaited)
        rows, _ = await repository.page_of(session, query, None, EXPORTED)
        return csv_text(_HEADER, [_cells(row) for row in await views.items(session, context, rows)])


_HEADER = [
    "case_number", "kind", "status", "priority_class", "urgency", "age_band", "sex", "stated_at", "qualified_at",
    "target_at", "overdue", "last_movement_at", "referrer_name", "request_reason", "door",
    "need_codes", "commune_code",
    "bundle", "bundle_id",
]  # fmt: skip


def _cells(row: ReferralItem) -> list[object]:
    values = row.model_dump(mode="json")
    place = values["place"]["commune_code"] if values["place"] else ""
    tie = values["bundle"] or {"kind": "", "bundle_id": ""}
    known = [values[name] for name in _HEADER[:-4]]
    return [*known, ",".join(values["need_codes"]), place, tie["kind"], tie["bundle_id"]]


async def one(context: Context, referral_id: UUID) -> ReferralOut:
    async with context.unit.begin() as session:
        return await views.one(session, context, await followed(session, context, referral_id))


async def timeline_of(context: Context, referral_id: UUID) -> Timeline:
    async with context.unit.begin() as session:
        await followed(session, context, referral_id)
        return Timeline(
            items=[TimelineLine.model_validate(entry) for entry in await timeline.of(session, referral_id)]
        )


async def followed(session: AsyncSession, context: Context, referral_id: UUID) -> Referral:
    """The request, when the caller has a link with it; else it does not exist."""
    referral = await repository.referral_of(session, referral_id)
    takes_part = await links.takes_part(session, context, referral_id)
    handed = worklists.is_handed_to_director(context, referral)
    policies.require_follows(context.caller, referral, takes_part=takes_part or handed)
    return referral
