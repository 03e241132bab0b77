"""An answer to the short form is mended after the need was stated: what it says of priority is weighed again."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context
from referral_svc.kinds.answers import Answers, mended, relay_said
from referral_svc.referrals import timeline
from referral_svc.referrals.models import Referral
from referral_svc.referrals.reweighing import WAITING
from referral_svc.referrals.weighing import weigh
from referral_svc.rulebook.repository import rules_in_force


async def weigh_again(
    session: AsyncSession, context: Context, referral: Referral, before: Answers, after: Answers
) -> None:
    """The criteria follow the last word, whoever said it: the author's side or the coordinator."""
    if (relay := relay_said(referral.kind, after)) != relay_said(referral.kind, before):
        referral.relay_to = relay
    corrections = mended(referral.kind, referral.need_codes, before, after)
    if not corrections:
        return
    criteria = await context.ports.disclosure.correct_criteria(session, referral, corrections)
    if referral.status not in WAITING:
        return
    rules = await rules_in_force(session)
    stood = referral.priority_class
    weigh(rules, referral, criteria, context.at)
    if referral.priority_class != stood:
        details = {"from": stood, "class": referral.priority_class, "rule_version": rules.version}
        await timeline.add(session, referral.id, "class_mended", context.by, context.at, details)
