"""The coordinator looks at plans: page by page, row by row."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from carekit.pages import BadCursor, decode_cursor, encode_cursor
from referral_svc.context import Context
from referral_svc.plans import repository, views
from referral_svc.plans.making import require_plans
from referral_svc.plans.schemas import PlanOut, Plans, PlansQuery, Rows, RowsQuery

PLANS = "plans"
ROWS = "plan-rows"


async def plans(context: Context, query: PlansQuery) -> Plans:
    require_plans(context.caller)
    before = decode_cursor(PLANS, query.cursor, (datetime, UUID)) if query.cursor else None
    async with context.unit.begin() as session:
        found = await repository.plans_before(session, before, query.limit + 1)
        page = found[: query.limit]
        more = len(found) > query.limit
        return Plans(
            items=await views.items(session, page),
            next=encode_cursor(PLANS, page[-1].made_at, page[-1].id) if more else None,
        )


async def plan(context: Context, plan_id: UUID) -> PlanOut:
    require_plans(context.caller)
    async with context.unit.begin() as session:
        return await views.plan(session, await repository.plan_of(session, plan_id))


async def rows(context: Context, plan_id: UUID, query: RowsQuery) -> Rows:
    require_plans(context.caller)
    after = _position_of(query.cursor) if query.cursor else 0
    async with context.unit.begin() as session:
        await repository.plan_of(session, plan_id)
        found = await repository.page_of_rows(
            session, plan_id, query.state, query.professional_id, after, query.limit + 1
        )
        page = found[: query.limit]
        more = len(found) > query.limit
        return Rows(
            items=await views.rows(session, context.ports.bundles, page),
            next=encode_cursor(ROWS, page[-1][0].position) if more else None,
        )


def _position_of(cursor: str) -> int:
    (position,) = decode_cursor(ROWS, cursor, (int,))
    if not 0 <= position <= repository.MOST:
        raise BadCursor
    return int(position)
