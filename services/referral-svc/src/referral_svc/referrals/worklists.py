"""Worklists of requests. The badge counts, and the list shows, the rows of one and the same condition."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, not_

from carekit.auth import RoleRefused
from referral_svc.appeals import repository as appeals
from referral_svc.context import Context
from referral_svc.monitor.repository import not_looked_at
from referral_svc.referrals import policies, repository
from referral_svc.referrals.codes import Status, WorklistKey
from referral_svc.referrals.models import Referral
from referral_svc.referrals.refusing import to_recontact
from referral_svc.referrals.schemas import HREFS, Worklist, Worklists
from referral_svc.referrals.transitions import ENDED, OPEN
from referral_svc.referrals.values import Listed, Waiting
from referral_svc.unpaid_acts.repository import to_claim

#: « Request without movement: 30 days to the director » (rules of the profession, section 6).
DIRECTOR_AFTER = timedelta(days=30)


async def worklists(context: Context) -> Worklists:
    """What waits for this caller. Empty for roles that have nothing to do with requests."""
    async with context.unit.begin() as session:
        found = []
        for together in _groups(context):
            for one, waiting in await repository.counted(session, together):
                found.append(_line(one.key, waiting))
        found += await to_recontact(session, context)
        handed = await context.ports.handovers.waiting(session, context.caller, context.at)
        found.append(_line("handed_to_me", handed))
        for key, waiting in (await context.ports.neighbours.waiting(session, context.caller, context.at)).items():
            found.append(_line(key, waiting))
        found.append(_line("drafts", await context.ports.disclosure.own_drafts(session, context.caller, context.at)))
        if context.caller.has(*policies.COORDINATORS):
            found.append(_line("acts_to_claim", await to_claim(session, context.caller)))
        if context.caller.has(*policies.COORDINATORS, "director"):
            found.append(_line("gaps", await not_looked_at(session)))
        found.append(_line("appeals_for_me", await appeals.waiting(session, context.caller)))
        professional_id = _answers_for(context)
        if professional_id is not None:
            waiting = await context.ports.solicitations.own_to_answer(session, professional_id, context.at)
            found.append(_line("my_solicitations", waiting))
        return Worklists(items=[line for line in found if line.count])


def asked_for(context: Context, key: WorklistKey | None) -> Listed | None:
    """The list of this name, when the filters name one and it is the caller's."""
    if key is None:
        return None
    for together in _groups(context):
        for one in together:
            if one.key == key:
                return one
    raise RoleRefused("This worklist belongs to other roles")


def is_handed_to_director(context: Context, referral: Referral) -> bool:
    """What nobody moved for 30 days is hers to look at, without identity and without acts."""
    is_silent = referral.status in OPEN and referral.last_movement_at < context.at - DIRECTOR_AFTER
    return context.caller.has("director") and is_silent and not referral.is_received


def _groups(context: Context) -> list[list[Listed]]:
    """Lists that one statement counts together; those that look at other tables are counted alone."""
    ports, caller = context.ports, context.caller
    alone = [
        *ports.loop.worklists(caller),
        *ports.disclosure.worklists(caller, context.at),
        *ports.solicitations.worklists(caller),
        *ports.handovers.worklists(caller, context.at),
    ]
    return [_of_coordinator(context), _of_director(context), *([one] for one in alone)]


def _of_director(context: Context) -> list[Listed]:
    if not context.caller.has("director"):
        return []
    moved = Referral.last_movement_at
    silent = and_(repository.OWN, Referral.status.in_(list(OPEN)), moved < context.at - DIRECTOR_AFTER)
    return [Listed(WorklistKey.SILENT_30_DAYS, silent, moved)]


def _of_coordinator(context: Context) -> list[Listed]:
    if not context.caller.has(*policies.COORDINATORS):
        return []
    moved, stated = Referral.last_movement_at, Referral.status == Status.STATED
    held = and_(Referral.status == Status.ON_HOLD, Referral.held_until < context.at)
    followed = Referral.holder_account_id.is_not(None)
    unfollowed = and_(Referral.status.in_(list(OPEN)), not_(stated), not_(followed))
    # Qualifying it says that it is no duplicate, or that the coordinator has decided to keep both.
    doubled = and_(Referral.possible_duplicate_of.is_not(None), stated)
    undeclared = and_(
        Referral.status == Status.PLACED,
        Referral.declaration == "awaited",
        Referral.declaration_reminded_at.is_not(None),
    )
    lists = [
        Listed(WorklistKey.TO_CONSENT, Referral.status == Status.DRAFT, Referral.stated_at),
        Listed(WorklistKey.TO_QUALIFY, stated, Referral.stated_at),
        Listed(WorklistKey.TO_SEARCH, Referral.status == Status.QUALIFIED, Referral.qualified_at),
        Listed(WorklistKey.TO_CHOOSE, Referral.status == Status.PROPOSED, moved),
        Listed(WorklistKey.TO_CLOSE, Referral.status == Status.PLACED, Referral.placed_at),
        Listed(WorklistKey.DECLARATIONS, undeclared, Referral.declaration_reminded_at),
        Listed(WorklistKey.OVERDUE, repository.is_overdue(context.at), Referral.target_at),
        Listed(WorklistKey.STALLED, and_(Referral.is_stalled, Referral.status.not_in(list(ENDED))), moved),
        Listed(WorklistKey.HOLD_ENDED, held, Referral.held_until),
        Listed(WorklistKey.DUPLICATES, doubled, Referral.stated_at),
        Listed(WorklistKey.NOT_FOLLOWED, unfollowed, moved),
    ]
    hers = repository.coordinated_by(context.caller)
    return [Listed(one.key, and_(hers, one.rows), one.since) for one in lists]


def _answers_for(context: Context) -> UUID | None:
    return context.caller.professional_id if context.caller.has("professional", "delegate") else None


def _line(key: WorklistKey | str, waiting: Waiting) -> Worklist:
    return Worklist.model_validate(
        {"key": key, "count": waiting.count, "href": HREFS[str(key)], "oldest_at": waiting.oldest_at}
    )
