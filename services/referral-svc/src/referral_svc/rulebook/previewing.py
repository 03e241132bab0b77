"""What the draft would do to the present queue: counted and listed by case number, before anybody adopts it."""

from __future__ import annotations

from collections import Counter

from referral_svc.context import Context
from referral_svc.referrals import policies
from referral_svc.referrals.models import Referral
from referral_svc.referrals.reweighing import compared
from referral_svc.rulebook import repository
from referral_svc.rulebook.errors import RuleDraftMissing
from referral_svc.rulebook.schemas import ClassChange, ClassMove, Preview
from referral_svc.rulebook.usecases import READERS, rules_of

LISTED = 500


async def preview(context: Context) -> Preview:
    context.caller.require(*READERS)
    async with context.unit.begin() as session:
        draft = await repository.draft_of(session)
        if draft is None:
            raise RuleDraftMissing
        found = await compared(session, context.ports.blind, rules_of(draft), context.at)
    moves = Counter((change.from_class, change.to_class) for _, change in found.changes)
    return Preview(
        open_requests=found.waiting,
        changed=len(found.changes),
        target_changed=found.retargeted,
        urgency_changed=found.pressed,
        moves=[
            ClassMove(from_class=before, to_class=after, count=count)
            for (before, after), count in sorted(moves.items())
        ],
        items=[_for(context, referral, change) for referral, change in found.changes[:LISTED]],
    )


def _for(context: Context, referral: Referral, change: ClassChange) -> ClassChange:
    """A case number names nobody; the link stands only for whoever may open the request."""
    if policies.coordinates(context.caller, referral):
        return change
    return change.model_copy(update={"referral_id": None})
