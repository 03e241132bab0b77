"""The spread as each reader sees it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from referral_svc.spread.accounts import FEWEST_SHOWN, Accounts
from referral_svc.spread.codes import OutsideReason
from referral_svc.spread.schemas import MonthOut, OutsideOut, ShareOut, SpreadFigures


def figures(accounts: Accounts, *, with_names: bool) -> SpreadFigures:
    """Without names, the figures of fewer than five are kept back: they would tell of one colleague."""
    shown = with_names or len(accounts.shares) >= FEWEST_SHOWN
    placed, asked = accounts.placements_by_month(), accounts.asked_by_month()
    total = sum(placed.values())
    return SpreadFigures(
        profession=accounts.profession,
        since=accounts.since,
        as_of=accounts.now,
        rule_version=accounts.rules.version,
        share_months=accounts.rules.share_months,
        bound=accounts.rules.bound,
        sharing=len(accounts.shares),
        placements=total,
        asked=sum(asked.values()),
        outside_bound=_outside(accounts.outside()),
        mean_placements=round(total / len(accounts.shares), 2) if shown and accounts.shares else None,
        max_over_mean=round(accounts.spread.max_over_mean, 2) if shown and accounts.shares else None,
        gini=round(accounts.spread.gini, 3) if shown and accounts.shares else None,
        months=[
            MonthOut(month=month, placements=placed[month], asked=asked[month], target=None)
            for month in accounts.months
        ],
    )


def shares(accounts: Accounts) -> list[ShareOut]:
    """In the order of names; whoever does not share is listed when something was asked of him or given to him."""
    listed = [who for who in accounts.known if who in accounts.shares or who in accounts.counts]
    return sorted((share(accounts, who) for who in listed), key=lambda one: (one.name, one.professional_id))


def share(accounts: Accounts, who: UUID) -> ShareOut:
    one, counts = accounts.known[who], accounts.of(who)
    found, part, placed = accounts.shares.get(who), accounts.part(who), accounts.placements_by_month()
    return ShareOut(
        professional_id=who,
        name=one.name,
        profession=one.practice.profession_code,
        shares=found is not None,
        weight=round(accounts.weight(who), 2),
        part=round(part, 4) if part is not None else None,
        placements=one.load.placements,
        calibration=round(found.calibration, 2) if found else 0.0,
        target=round(found.target, 2) if found else None,
        shortfall=round(found.shortfall, 2) if found else None,
        in_hand=one.load.reserved + one.load.open_solicitations,
        asked=sum(counts.asked.values()),
        outside_bound=_outside(counts.outside),
        months=[
            MonthOut(
                month=month,
                placements=counts.placements.get(month, 0),
                asked=counts.asked.get(month, 0),
                target=round(placed[month] * part, 2) if part is not None else None,
            )
            for month in accounts.months
        ],
    )


def _outside(counts: Mapping[OutsideReason, int]) -> list[OutsideOut]:
    return [OutsideOut(reason_code=reason, count=counts[reason]) for reason in OutsideReason if counts.get(reason)]
