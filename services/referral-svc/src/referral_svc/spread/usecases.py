"""Who may see how the load is spread: each his own, the coordination everybody's, others figures without a name."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.known.repository import professional_of
from referral_svc.referrals.policies import COORDINATORS, FIGURE_READERS
from referral_svc.solicitations.everybody import Among, everybody
from referral_svc.solicitations.surroundings import surroundings_at
from referral_svc.spread import repository, views
from referral_svc.spread.accounts import Accounts
from referral_svc.spread.codes import OutsideReason
from referral_svc.spread.errors import ShareOfAnother
from referral_svc.spread.schemas import OwnShare, ShareOut, Shares, SpreadFigures


async def shares(context: Context, profession: str) -> Shares:
    context.caller.require(*COORDINATORS)
    async with context.unit.begin() as session:
        accounts = await accounts_of(session, context, profession)
        return Shares(figures=views.figures(accounts, with_names=True), items=views.shares(accounts))


async def figures(context: Context, profession: str) -> SpreadFigures:
    context.caller.require(*FIGURE_READERS)
    async with context.unit.begin() as session:
        accounts = await accounts_of(session, context, profession)
        return views.figures(accounts, with_names=context.caller.has(*COORDINATORS))


async def own_share(context: Context, professional_id: UUID) -> OwnShare:
    """His own; the coordination may open the page of anybody she coordinates."""
    caller = context.caller
    caller.require("professional", *COORDINATORS)
    coordinates = caller.has(*COORDINATORS)
    if not coordinates and caller.professional_id != professional_id:
        raise ShareOfAnother
    async with context.unit.begin() as session:
        accounts = await accounts_with(session, context, professional_id)
        return OwnShare(
            figures=views.figures(accounts, with_names=coordinates), share=views.share(accounts, professional_id)
        )


async def export(context: Context, profession: str) -> str:
    found = await shares(context, profession)
    months = [one.month for one in found.figures.months]
    header = [
        "name",
        "profession",
        "shares",
        "declared_places",
        "placements",
        "calibration",
        "target",
        "shortfall",
        "in_hand",
        "asked",
        *(f"outside_{reason}" for reason in OutsideReason),
        *(f"placements_{month}" for month in months),
        *(f"asked_{month}" for month in months),
    ]
    return csv_text(header, [_line(one) for one in found.items])


def _line(one: ShareOut) -> list[object]:
    outside = {reason.reason_code: reason.count for reason in one.outside_bound}
    return [
        one.name,
        one.profession,
        "1" if one.shares else "0",
        one.weight,
        one.placements,
        one.calibration,
        one.target,
        one.shortfall,
        one.in_hand,
        one.asked,
        *(outside.get(reason, 0) for reason in OutsideReason),
        *(month.placements for month in one.months),
        *(month.asked for month in one.months),
    ]


async def accounts_with(session: AsyncSession, context: Context, professional_id: UUID) -> Accounts:
    """Those of his profession; `ShareOfAnother` where he is not among them."""
    known = await professional_of(session, context.caller.cpts, professional_id)
    accounts = await accounts_of(session, context, known.profession_code) if known else None
    if accounts is None or professional_id not in accounts.known:
        raise ShareOfAnother
    return accounts


async def accounts_of(session: AsyncSession, context: Context, profession: str) -> Accounts:
    around = await surroundings_at(session, context.caller.cpts, None, context.at)
    among = Among(context.caller.cpts, frozenset({profession}), around.rules, context.at, around.today)
    known = {one.practice.professional_id: one for one in await everybody(session, among)}
    accounts = Accounts(profession, around.rules, context.at, around.zone, known, {})
    counts = await repository.counts_between(session, accounts.since, context.at, around.zone)
    return Accounts(profession, around.rules, context.at, around.zone, known, counts)
