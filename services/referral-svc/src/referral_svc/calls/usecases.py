"""One call at a time: who is next, and who is being called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.calls import repository, views
from referral_svc.calls.errors import ClaimedByAnother, NotOnTheCallList
from referral_svc.calls.models import CallClaim
from referral_svc.calls.schemas import CallList, ClaimCall, ToCallList
from referral_svc.calls.sheet import CallSheet
from referral_svc.context import Context
from referral_svc.live.changes import tell
from referral_svc.referrals import links, policies, timeline
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.usecases import coordinated, search_started
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.choosing import Choice, choose
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.errors import WavesPaused
from referral_svc.solicitations.models import Solicitation

#: Long enough to let it ring, speak and note; a coordinator who is called away blocks nobody for longer.
CLAIMED_FOR = timedelta(minutes=10)
LISTED = 50
#: Households and residents; the carers of a discharge are each asked something else.
SEARCHED_TOGETHER = ("household", "residents")


@dataclass(frozen=True)
class Calls:
    """What matching says of the calls of one request, and whom the mails had asked."""

    choice: Choice
    asked: dict[UUID, Solicitation]

    @property
    def silent(self) -> set[UUID]:
        return {one for one, asked in self.asked.items() if asked.state == State.SILENT}

    def require_listed(self, referral: Referral, professional_id: UUID) -> None:
        if professional_id not in {r.practice.professional_id for r in self.choice.selection.candidates}:
            raise not_listed(self, referral, professional_id)


async def requests_to_call(context: Context) -> ToCallList:
    context.caller.require(*policies.COORDINATORS)
    async with context.unit.begin() as session:
        # No professional is called about what is handed over: the social coordinator has nothing to call.
        rows = await repository.to_call(session, LISTED) if context.caller.has("care_coordinator") else []
        return ToCallList(items=await views.to_call(session, context, rows))


async def call_list(context: Context, referral_id: UUID) -> CallList:
    async with context.unit.begin() as session:
        referral = await referrals.referral_of(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_coordinates(context.caller, referral, takes_part=takes_part)
        return await shown(session, context, referral)


async def claim(context: Context, referral_id: UUID, act: ClaimCall) -> CallList:
    """Two coordinators never ring the same practice at once, for one request or for two."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await require_callable(session, referral)
        account_id = context.caller.account_id
        assert account_id is not None, "a coordinator is a person"
        wanted = CallClaim(
            cpts_id=referral.cpts_id,
            professional_id=act.professional_id,
            referral_id=referral.id,
            account_id=account_id,
            by_name=context.by.name,
            until=context.at + CLAIMED_FOR,
        )
        if not await repository.claim(session, wanted, context.at):
            await refuse_claimed(session, context, act.professional_id)
        await repository.release(session, account_id, but=act.professional_id)
        await taken_by_phone(session, context, referral)
        await tell(session, referral.id, "call_claimed")
        return await shown(session, context, referral)


async def taken_by_phone(session: AsyncSession, context: Context, referral: Referral) -> None:
    """The first call: from now on the request stands on the list until somebody says yes."""
    if referral.by_phone_since is None:
        referral.by_phone_since = context.at
        await timeline.add(session, referral.id, "taken_by_phone", context.by, context.at)
    if referral.may("start_search"):
        await search_started(session, referral, context.by, context.at)
    await session.flush()


async def require_callable(session: AsyncSession, referral: Referral) -> None:
    """A yes that awaits the person pauses calls as it pauses waves."""
    referral.require_solicited()
    if referral.status == Status.PROPOSED and await solicitations.standing_yeses(session, referral.id):
        raise WavesPaused
    if referral.status != Status.SEARCHING:
        referral.require("start_search")


async def refuse_claimed(session: AsyncSession, context: Context, professional_id: UUID) -> None:
    held = await repository.claim_on(session, professional_id, context.at)
    if held is not None and held.account_id != context.caller.account_id:
        raise ClaimedByAnother(f"{held.by_name} is calling", by_name=held.by_name, until=held.until.isoformat())


async def calls_of(session: AsyncSession, context: Context, referral: Referral) -> Calls:
    asked = {
        one.professional_id: one
        for one in await solicitations.of_referral(session, referral.id)
        if one.state not in (State.RELEASED, State.THANKED)
    }
    choice = await choose(session, context.ports.blind, referral, context.at, None)
    silent = {one for one, known in asked.items() if known.state == State.SILENT}
    return Calls(choice.for_calls(silent), asked)


async def shown(session: AsyncSession, context: Context, referral: Referral) -> CallList:
    calls = await calls_of(session, context, referral)
    ranked = [r.practice.professional_id for r in calls.choice.selection.candidates]
    attempts = await repository.attempts_of(session, referral.id)
    names = {*ranked, *(attempt.professional_id for attempt in attempts)}
    sheet = CallSheet(
        referral=referral,
        choice=calls.choice,
        silent=calls.silent,
        attempts=attempts,
        claims=await repository.claims(session, context.at),
        known=await solicitations.professionals(session, names),
        place=await views.place_of(session, referral),
        together=await _searched_together(session, context, referral),
        me=context.caller.account_id,
        at=context.at,
    )
    return sheet.out()


async def _searched_together(session: AsyncSession, context: Context, referral: Referral) -> list[Referral]:
    """The others of the household or establishment whose search goes on, and whom the caller coordinates too."""
    tie = (await context.ports.bundles.ties(session, [referral])).get(referral.id)
    if tie is None or tie.kind not in SEARCHED_TOGETHER:
        return []
    members = await referrals.of_bundle(session, tie.bundle_id)
    return [
        one
        for one in members
        if one.id != referral.id
        and policies.coordinates(context.caller, one)
        and one.status in (Status.QUALIFIED, Status.SEARCHING)
    ]


def not_listed(calls: Calls, referral: Referral, professional_id: UUID) -> NotOnTheCallList:
    """Why he is not called: the condition he does not meet, or his own answer."""
    excluded = {e.practice.professional_id: e.reason.code for e in calls.choice.selection.excluded}
    code = excluded.get(professional_id, "another_profession")
    return NotOnTheCallList(
        f"The condition {code} is not met",
        professional_id=str(professional_id),
        condition_code=code,
        case_number=referral.case_number,
    )
