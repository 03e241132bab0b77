"""The line-up: who is found, who answers, who is missing, and how long is left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.bundles import policies, repository
from referral_svc.bundles.codes import ONE_PERSON
from referral_svc.bundles.models import Bundle
from referral_svc.bundles.schemas import BundleLine, BundleOut, Standing
from referral_svc.context import Context
from referral_svc.known.repository import professional_of
from referral_svc.matching.pressing import pressing
from referral_svc.referrals import links
from referral_svc.referrals import policies as single
from referral_svc.referrals.codes import Outcome, Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.needs import Need
from referral_svc.referrals.reasons import RedirectionReason
from referral_svc.referrals.schemas import Answers
from referral_svc.referrals.values import AnswerCounts
from referral_svc.rulebook.repository import rules_in_force

_STANDING: dict[Status, Standing] = {
    Status.STATED: "to_qualify",
    Status.QUALIFIED: "to_ask",
    Status.PROPOSED: "answered",
    Status.PLACED: "found",
    Status.ON_HOLD: "on_hold",
    Status.CLOSED: "found",
}


async def followed(session: AsyncSession, context: Context, members: Sequence[Referral]) -> set[UUID]:
    """Those that the caller may see by themselves."""
    return {
        one.id
        for one in members
        if single.follows(context.caller, one, takes_part=await links.takes_part(session, context, one.id))
    }


async def bundle(
    session: AsyncSession, context: Context, bundle: Bundle, members: Sequence[Referral], mine: set[UUID]
) -> BundleOut:
    """Call after `flush`. `mine`: those that the caller may open."""
    seen = policies.seen(context.caller, bundle, members, mine)
    counts = await context.ports.solicitations.answer_counts(session, [one.id for one in seen])
    rules = await rules_in_force(session)
    lines = [
        await _line(session, bundle, one, counts.get(one.id, AnswerCounts()), opens=one.id in mine) for one in seen
    ]
    left = bundle.discharge_at - context.at if bundle.discharge_at else None
    return BundleOut(
        bundle_id=bundle.id,
        kind=bundle.kind,
        state=bundle.state,
        discharge_at=bundle.discharge_at,
        hours_left=math.floor(left.total_seconds() / 3600) if left is not None else None,
        short_notice=bool(
            bundle.discharge_at and pressing(rules.discharge, bundle.discharge_at, context.at).short_notice
        ),
        confirmed_at=bundle.confirmed_at,
        found=sum(line.standing == "found" for line in lines),
        wanted=sum(line.standing != "ended" for line in lines),
        lines=lines,
        allowed_acts=policies.allowed_acts(context.caller, bundle, members),
    )


async def _line(
    session: AsyncSession, bundle: Bundle, referral: Referral, counts: AnswerCounts, *, opens: bool
) -> BundleLine:
    several = bundle.kind not in ONE_PERSON
    return BundleLine(
        referral_id=referral.id if opens else None,
        case_number=referral.case_number if opens else None,
        kind=referral.kind,
        need_codes=[Need(code) for code in referral.need_codes],
        age_band=referral.age_band if several else None,
        sex=referral.sex if several else None,
        status=referral.status,
        standing=_standing(referral, counts),
        urgency=referral.urgency,
        priority_class=referral.priority_class,
        professional_name=await _found(session, referral),
        answers=Answers(asked=counts.asked, yes=counts.yes, no=counts.no, silent=counts.silent),
        answer_by=counts.answer_by,
        target_at=referral.target_at,
    )


def _standing(referral: Referral, counts: AnswerCounts) -> Standing:
    if referral.status == Status.CLOSED and referral.outcome_code == Outcome.NOT_HONOURED:
        return "ended"
    if _with_partner(referral):
        return "found"
    if referral.status == Status.SEARCHING:
        return "asked" if counts.answer_by is not None or referral.is_handed_over else "to_ask"
    return _STANDING.get(referral.status, "ended")


def _with_partner(referral: Referral) -> bool:
    return referral.status == Status.REDIRECTED and referral.reason_code == RedirectionReason.PARTNER


async def _found(session: AsyncSession, referral: Referral) -> str | None:
    if _with_partner(referral):
        return await repository.partner_of(session, referral.id)
    if referral.status not in (Status.PLACED, Status.CLOSED) or referral.placed_professional_id is None:
        return referral.in_charge_name
    known = await professional_of(session, referral.cpts_id, referral.placed_professional_id)
    return known.name if known else None
