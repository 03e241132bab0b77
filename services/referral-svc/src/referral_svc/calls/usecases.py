"""One call at a time: who is next, who is being called, and what each call came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.calls import repository, views
from referral_svc.calls.codes import CallOutcome
from referral_svc.calls.errors import CallAgainInThePast, ClaimedByAnother, NotOnTheCallList
from referral_svc.calls.models import CallAttempt, CallClaim
from referral_svc.calls.schemas import CallList, ClaimCall, RecordCall, ToCallList
from referral_svc.context import Context
from referral_svc.live.changes import tell
from referral_svc.referrals import links, policies, timeline
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.usecases import coordinated, search_started
from referral_svc.solicitations import answering, asking
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.choosing import Choice, choose
from referral_svc.solicitations.codes import Answer, Channel, State
from referral_svc.solicitations.errors import WavesPaused
from referral_svc.solicitations.models import Solicitation
from referral_svc.solicitations.schemas import Given

#: Long enough to let it ring, speak and note; a coordinator who is called away blocks nobody for longer.
CLAIMED_FOR = timedelta(minutes=10)
LISTED = 50
_ANSWERS = {
    CallOutcome.ACCEPTS: Answer.YES,
    CallOutcome.REFUSES: Answer.NO,
    CallOutcome.NEVER_THIS_KIND: Answer.NEVER_THIS_KIND,
}


@dataclass(frozen=True)
class Calls:
    """What matching says of the calls of one request, and whom the mails had asked."""

    choice: Choice
    asked: dict[UUID, Solicitation]

    @property
    def silent(self) -> set[UUID]:
        return {one for one, asked in self.asked.items() if asked.state == State.SILENT}


async def requests_to_call(context: Context) -> ToCallList:
    context.caller.require(*policies.COORDINATORS)
    async with context.unit.begin() as session:
        social, care = context.caller.has("social_coordinator"), context.caller.has("care_coordinator")
        rows = await repository.to_call(session, social=social, care=care, limit=LISTED)
        return ToCallList(items=await views.to_call(session, context, rows))


async def call_list(context: Context, referral_id: UUID) -> CallList:
    async with context.unit.begin() as session:
        referral = await referrals.referral_of(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_coordinates(context.caller, referral, takes_part=takes_part)
        return await _shown(session, context, referral)


async def claim(context: Context, referral_id: UUID, act: ClaimCall) -> CallList:
    """Two coordinators never ring the same practice at once, for one request or for two."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await _require_callable(session, referral)
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
            await _refuse_claimed(session, context, act.professional_id)
        await repository.release(session, account_id, but=act.professional_id)
        await _taken_by_phone(session, context, referral)
        await tell(session, referral.id, "call_claimed")
        return await _shown(session, context, referral)


async def record(context: Context, referral_id: UUID, act: RecordCall, once: Once) -> CallList:
    """An answer goes the way of every answer; whatever else is only logged, for the next attempt."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        if act.call_again_at is not None and act.call_again_at <= context.at:
            raise CallAgainInThePast
        if referral.status != Status.PROPOSED:  # a yes that came meanwhile does not make this call unsaid
            await _require_callable(session, referral)
        await _refuse_claimed(session, context, act.professional_id)
        await solicitations.ensure_settings(session, [act.professional_id], context.at)
        await solicitations.locked_settings(session, [act.professional_id])
        calls = await _calls(session, context, referral)
        await _taken_by_phone(session, context, referral)
        await _log(session, context, referral, act)
        if act.outcome in _ANSWERS:
            await _heard(session, context, referral, calls, act)
        elif act.professional_id not in {r.practice.professional_id for r in calls.choice.selection.candidates}:
            raise _not_listed(calls, act.professional_id)
        await repository.release(session, context.caller.account_id)
        referral.moved(context.at)
        await session.flush()
        return await idempotency.keep(session, once, await _shown(session, context, referral))


async def _heard(session: AsyncSession, context: Context, referral: Referral, calls: Calls, act: RecordCall) -> None:
    one = calls.asked.get(act.professional_id)
    if one is None:
        if act.professional_id not in {r.practice.professional_id for r in calls.choice.selection.candidates}:
            raise _not_listed(calls, act.professional_id)
        one = await asking.asked_by_voice(session, context, referral, calls.choice, act.professional_id)
    given = Given(answer=_ANSWERS[act.outcome], condition=act.condition, reason_code=act.reason_code)
    await answering.answer(session, context.ports, one, referral, given, Channel.PHONE, context.by, context.at)


async def _log(session: AsyncSession, context: Context, referral: Referral, act: RecordCall) -> None:
    session.add(
        CallAttempt(
            cpts_id=referral.cpts_id, referral_id=referral.id, professional_id=act.professional_id,
            outcome=act.outcome, call_again_at=act.call_again_at, at=context.at,
            by_account_id=context.by.account_id, by_name=context.by.name,
        )
    )  # fmt: skip
    details = {"outcome": act.outcome.value, "professional_id": str(act.professional_id)}
    await timeline.add(session, referral.id, "professional_called", context.by, context.at, details)


async def _taken_by_phone(session: AsyncSession, context: Context, referral: Referral) -> None:
    """The first call: from now on the request stands on the list until somebody says yes."""
    if referral.by_phone_since is None:
        referral.by_phone_since = context.at
        await timeline.add(session, referral.id, "taken_by_phone", context.by, context.at)
    if referral.may("start_search"):
        await search_started(session, referral, context.by, context.at)
    await session.flush()


async def _require_callable(session: AsyncSession, referral: Referral) -> None:
    """A yes that awaits the person pauses calls as it pauses waves."""
    if referral.status == Status.PROPOSED and await solicitations.standing_yeses(session, referral.id):
        raise WavesPaused
    if referral.status != Status.SEARCHING:
        referral.require("start_search")


async def _refuse_claimed(session: AsyncSession, context: Context, professional_id: UUID) -> None:
    held = await repository.claim_on(session, professional_id, context.at)
    if held is not None and held.account_id != context.caller.account_id:
        raise ClaimedByAnother(f"{held.by_name} is calling", by_name=held.by_name, until=held.until.isoformat())


async def _calls(session: AsyncSession, context: Context, referral: Referral) -> Calls:
    asked = {
        one.professional_id: one
        for one in await solicitations.of_referral(session, referral.id)
        if one.state not in (State.RELEASED, State.THANKED)
    }
    choice = await choose(session, context.ports.blind, referral, context.at, None)
    silent = {one for one, known in asked.items() if known.state == State.SILENT}
    return Calls(choice.for_calls(silent), asked)


async def _shown(session: AsyncSession, context: Context, referral: Referral) -> CallList:
    calls = await _calls(session, context, referral)
    ranked = [r.practice.professional_id for r in calls.choice.selection.candidates]
    attempts = await repository.attempts_of(session, referral.id)
    names = {*ranked, *(attempt.professional_id for attempt in attempts)}
    return views.call_list(
        referral,
        calls.choice,
        silent=calls.silent,
        attempts=attempts,
        claims=await repository.claims(session, context.at),
        known=await solicitations.professionals(session, names),
        place=await views.place_of(session, referral),
        me=context.caller.account_id,
        at=context.at,
    )


def _not_listed(calls: Calls, professional_id: UUID) -> NotOnTheCallList:
    """Why he is not called: the condition he does not meet, or his own answer."""
    excluded = {e.practice.professional_id: e.reason.code for e in calls.choice.selection.excluded}
    code = excluded.get(professional_id, "another_profession")
    return NotOnTheCallList(
        f"The condition {code} is not met", professional_id=str(professional_id), condition_code=code
    )
