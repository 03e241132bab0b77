"""The coordinator edits a plan row by row: another doctor, or nobody. The hard conditions hold for her too.

A household moves as one; it is split by saying that one person of it goes alone.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import etag
from referral_svc.context import Context
from referral_svc.matching.conditions import distance_km
from referral_svc.matching.distance import band_of
from referral_svc.matching.messages_fr import words_of
from referral_svc.matching.plan_ways import over_the_weeks
from referral_svc.matching.reasons import Reason
from referral_svc.plans import repository, views
from referral_svc.plans.households import rows_of_household
from referral_svc.plans.making import refreshed, require_plans
from referral_svc.plans.models import Plan, PlanRow
from referral_svc.plans.schemas import EditRow, RowOut
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.models import Referral
from referral_svc.solicitations.asking import not_eligible, require_eligible
from referral_svc.solicitations.choosing import choose


async def edit_row(context: Context, plan_id: UUID, row_id: UUID, edited: int, act: EditRow) -> RowOut:
    """Locks the plan: edits take turns, and none slips in after the start."""
    require_plans(context.caller)
    async with context.unit.begin() as session:
        plan = await repository.plan_of(session, plan_id, locked=True)
        row = await repository.row_of(session, plan_id, row_id)
        plan.require_draft()
        etag.check_version(row.version, edited)
        referral = await referrals.referral_of(session, row.referral_id)
        moved = [(row, referral)]
        if not act.alone:
            moved = await rows_of_household(session, context.ports.bundles, row, referral)
        if act.professional_id is None:
            for one, _ in moved:
                one.take_out(context.by, context.at)
        else:
            await _send_to(session, context, plan, moved, act.professional_id)
        await session.flush()
        await refreshed(session, plan, context.at)
        return await views.row(session, context.ports.bundles, row, referral)


async def _send_to(
    session: AsyncSession, context: Context, plan: Plan, moved: list[tuple[PlanRow, Referral]], who: UUID
) -> None:
    """All of them, or none: the first condition that is not met for one of them is named."""
    await _require_places(session, plan, [row.id for row, _ in moved], who)
    for row, referral in moved:
        choice = await choose(session, context.ports.blind, referral, context.at, None)
        # Whoever was asked enough this week may be planned: his turn comes within the weeks of the plan.
        choice = choice.with_practices(over_the_weeks).reaching([who])
        require_eligible(choice, [who])
        km = distance_km(choice.search, choice.known[who].practice)
        band = band_of(km, choice.rules.distance_bands_km)
        kept = row.reasons if who == row.professional_id else _by_hand(km, band)
        row.send_to(who, km, band, kept, context.by, context.at)


async def _require_places(session: AsyncSession, plan: Plan, moved: list[UUID], who: UUID) -> None:
    seat = next((one for one in plan.plan_doctors if one.professional_id == who), None)
    if seat is None:
        return
    given = await repository.given_to(session, plan.id, who, but=moved)
    if given + len(moved) > seat.places:
        raise not_eligible(who, Reason("against", "no_place_left", {"places": seat.places, "reserved": given}))


def _by_hand(km: float | None, band: str) -> list[dict[str, object]]:
    found = [Reason("attention", "plan_by_hand"), Reason("attention" if km is None else "for", f"distance_{band}")]
    return [{**reason.as_data(), "words": words_of(reason)} for reason in found]
