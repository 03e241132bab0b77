"""A rule set is drafted, looked at on the present queue, adopted, and never edited again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import etag
from carekit.errors import PreconditionFailed
from referral_svc.context import Context
from referral_svc.known.repository import today_of
from referral_svc.matching.rules import RuleSet, rules_from
from referral_svc.rulebook import repository, views
from referral_svc.rulebook.checks import faults, is_medical
from referral_svc.rulebook.errors import AdoptionInThePast, NothingToAdopt, RulesRefused
from referral_svc.rulebook.models import CptsRuleSet, RuleDraft
from referral_svc.rulebook.schemas import Adopt, DraftOut, Rules, RuleSetOut, RuleSets, SaveDraft

READERS = ("director", "care_coordinator", "social_coordinator")
DRAFTERS = ("director", "care_coordinator")
ADOPTERS = ("director",)
#: Wakes the worker, which recomputes the open requests.
CHANNEL = "rules"


async def all_sets(context: Context) -> RuleSets:
    context.caller.require(*READERS)
    async with context.unit.begin() as session:
        rules = await repository.rules_in_force(session)
        adopted = await repository.adopted_sets(session)
        draft = await repository.draft_of(session)
        return RuleSets(
            in_force=views.whole(await repository.adopted_set(session, rules.version), rules.version),
            items=[views.line(one, rules.version) for one in adopted],
            draft=views.draft(draft) if draft else None,
            proposed_answers=views.proposed_answers(),
            may_draft=context.caller.has(*DRAFTERS),
            may_adopt=context.caller.has(*ADOPTERS),
        )


async def one_set(context: Context, version: str) -> RuleSetOut:
    context.caller.require(*READERS)
    async with context.unit.begin() as session:
        rules = await repository.rules_in_force(session)
        return views.whole(await repository.adopted_set(session, version), rules.version)


async def save_draft(context: Context, act: SaveDraft, edited: int) -> DraftOut:
    """`edited` is the version of the draft that was changed, 0 when none was there."""
    context.caller.require(*DRAFTERS)
    async with context.unit.begin() as session:
        base = await repository.data_in_force(session)
        data = merged(base, act.rules)
        if found := faults(data):
            raise RulesRefused([fault.within("rules") for fault in found])
        draft = await repository.draft_of(session)
        etag.check_version(draft.version if draft else 0, edited)
        if draft is None:
            draft = RuleDraft(cpts_id=context.caller.cpts)
            session.add(draft)
        draft.data, draft.based_on, draft.note = data, base["version"], act.note
        draft.author_account_id, draft.author_name = context.by.account_id, context.by.name
        draft.saved_at = context.at
        try:
            await session.flush()
        except IntegrityError as raced:
            raise PreconditionFailed("Somebody began a draft at the same moment") from raced
        return views.draft(draft)


async def discard_draft(context: Context, edited: int) -> None:
    context.caller.require(*DRAFTERS)
    async with context.unit.begin() as session:
        draft = await repository.draft_for_act(session)
        etag.check_version(draft.version, edited)
        await session.delete(draft)


async def adopt(context: Context, act: Adopt, edited: int) -> RuleSetOut:
    """Today's apply at once; the worker then recomputes the open requests, and puts the others in force."""
    context.caller.require(*ADOPTERS)
    async with context.unit.begin() as session:
        draft = await repository.draft_for_act(session)
        etag.check_version(draft.version, edited)
        today = await today_of(session, context.caller.cpts, context.at)
        in_force_from = act.in_force_from or today
        if in_force_from < today:
            raise AdoptionInThePast(f"Today is {today}")
        present = await repository.rules_in_force(session)
        if replace(rules_of(draft), version=present.version) == present:
            raise NothingToAdopt
        version = await repository.next_version(session, today.year)
        adopted = CptsRuleSet(
            cpts_id=context.caller.cpts,
            version=version,
            data={**draft.data, "version": version},
            note=draft.note,
            drafted_by_name=draft.author_name,
            author_account_id=context.by.account_id,
            author_name=context.by.name,
            adopted_at=context.at,
            in_force_from=in_force_from,
            in_force_since=context.at if in_force_from == today else None,
        )
        session.add(adopted)
        await session.delete(draft)
        await session.flush()
        await announce(session)
        rules = await repository.rules_in_force(session)
        return views.whole(adopted, rules.version)


async def announce(session: AsyncSession) -> None:
    await session.execute(text(f"select pg_notify('{CHANNEL}', '')"))


def merged(base: dict[str, Any], rules: Rules) -> dict[str, Any]:
    """The draft as it is stored: the constants that no screen shows stay those of the set in force.

    Whether a class may enter the blind view is not asked: it follows from its criteria.
    """
    said = rules.model_dump()
    said["classes"] = [
        {**one, "number": place, "medical": is_medical(one["criteria"])}
        for place, one in enumerate(said["classes"], start=1)
    ]
    return {**base, **said}


def rules_of(draft: RuleDraft) -> RuleSet:
    return rules_from(draft.data)
